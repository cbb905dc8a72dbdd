// Short and long forms share one schema: "type" lists what may stand there, `pattern` applies to texts, `properties` to
// mappings, `items` to lists. That keeps editors' messages free of "matches none of anyOf".
#include "manifest/json_schema.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "manifest/field_table.h"
#include "manifest/forms.h"
#include "manifest/stage_table.h"

namespace modgate {
namespace {

using Json = nlohmann::ordered_json;

Json properties(std::span<const Field> fields, const std::string& path);

void add_mapping(Json& schema, std::span<const Field> fields, const std::string& path) {
  schema["properties"] = properties(fields, path);
  Json required = Json::array();
  for (const Field& field : fields) {
    if (field.required) required.push_back(field.key);
  }
  if (!required.empty()) schema["required"] = std::move(required);
  schema["minProperties"] = 1;
  schema["additionalProperties"] = false;
}

/// What a scalar of the form may be: adds its type to `types` and its keywords to `schema`.
void add_scalar(Json& schema, Json& types, const Field& field, Form form) {
  if (form == Form::boolean) {
    types.push_back("boolean");
    return;
  }
  if (form == Form::count) {
    types.push_back("integer");
    schema["minimum"] = field.low;
    schema["maximum"] = field.high;
    return;
  }
  types.push_back("string");
  if (form == Form::ballot) {
    types.push_back("number");
    schema["minimum"] = -1;
    schema["maximum"] = 1;
  }
  const std::string_view pattern = form_info(form).pattern;
  if (!pattern.empty()) schema["pattern"] = pattern;
}

/// One value: scalar, mapping, or both. An enumeration stays an `enum` where nothing else may stand.
Json single(const Field& field, const std::string& path) {
  Json schema;
  Json types = Json::array();
  const bool words_only = field.form == Form::choice && field.fields.empty();
  if (words_only) {
    types.push_back("string");
    schema["enum"] = field.words;
  } else if (field.form == Form::choice) {
    types.push_back("string");
    std::string pattern = "^(";
    for (const std::string_view word : field.words) pattern += (pattern.size() > 2 ? "|" : "") + std::string(word);
    schema["pattern"] = pattern + ")$";
  } else if (field.form != Form::none) {
    add_scalar(schema, types, field, field.form);
  } else if (field.none && !field.list) {
    types.push_back("string");
    schema["pattern"] = "^none$";
  }
  if (!field.fields.empty()) {
    types.push_back("object");
    add_mapping(schema, field.fields, path);
  } else if (field.entries != Form::none) {
    Json value;
    Json value_types = Json::array();
    if (field.entries == Form::choice) {
      value_types.push_back("string");
      value["enum"] = field.words;
    } else {
      add_scalar(value, value_types, field, field.entries);
    }
    value["type"] = value_types.front();
    types.push_back("object");
    schema["minProperties"] = 1;
    schema["additionalProperties"] = std::move(value);
  }
  schema["type"] = types.size() == 1 ? types.front() : types;
  return schema;
}

Json value_schema(const Field& field, const std::string& path) {
  Json schema = single(field, path);
  if (field.list) {
    // A lone value stands for a list of one, so the value's own keywords hold beside `items`.
    Json list = schema;
    Json types = Json::array({"array"});
    if (schema["type"].is_array()) {
      types.insert(types.end(), schema["type"].begin(), schema["type"].end());
    } else {
      types.push_back(schema["type"]);
    }
    if (list.contains("enum")) {
      // `enum` would hold for the list, too.
      list.erase("enum");
      std::string pattern = "^(";
      for (const std::string_view word : field.words) pattern += (pattern.size() > 2 ? "|" : "") + std::string(word);
      list["pattern"] = pattern + ")$";
    }
    if (field.none) {
      types.push_back("string");
      list["pattern"] = "^none$";
    }
    list["type"] = std::move(types);
    list["items"] = std::move(schema);
    if (field.required) list["minItems"] = 1;
    schema = std::move(list);
  }
  return schema;
}

Json properties(std::span<const Field> fields, const std::string& path) {
  Json out = Json::object();
  for (const Field& field : fields) {
    const std::string key = path.empty() ? std::string(field.key) : path + "." + std::string(field.key);
    Json schema;
    const std::string note = stage_note(key);
    schema["description"] = std::string(field.about) + "." + (note.empty() ? "" : " " + note);
    if (!field.example.empty()) schema["examples"] = Json::array({field.example});
    schema.update(value_schema(field, key));
    out[std::string(field.key)] = std::move(schema);
  }
  return out;
}

}  // namespace

std::string json_schema(Document document) {
  struct Kind {
    std::string_view title;
    std::span<const Field> fields;
  };
  const Kind kind = document == Document::manifest ? Kind{"A module's manifest of modgate", module_fields()}
                    : document == Document::policy ? Kind{"The policy of modgate", policy_fields()}
                                                   : Kind{"The roster of modgate", people_fields()};
  Json schema;
  schema["$schema"] = "http://json-schema.org/draft-07/schema#";
  schema["title"] = kind.title;
  schema["type"] = "object";
  add_mapping(schema, kind.fields, "");
  return schema.dump(2) + "\n";
}

}  // namespace modgate
