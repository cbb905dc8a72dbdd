// JSON Schemas (draft-07) of manifest, policy and roster, generated from the table of fields for editors. A schema is
// weaker than the reader: it knows no calendar, no stages' demands and no placeholders.
#pragma once

#include <string>

namespace modgate {

enum class Document { manifest, policy, people };

/// The schema as indented JSON with a final line feed.
std::string json_schema(Document document);

}  // namespace modgate
