// The object of schemas/report.schema.json with every finding, whatever its status. Wall time is not in it, so that two
// runs give the same bytes.
#include "report/formats.h"
#include "report/json_values.h"

namespace modgate {

std::string render_json(const PrintedReport& report, const RenderOptions& /*options*/) {
  Json out = run_json(report);
  for (const char* list : {"findings", "skipped", "unresolved"}) out[list] = Json::array();
  for (const PrintedFinding& finding : report.findings) out["findings"].push_back(finding_json(finding));
  for (const PrintedSkip& skipped : report.skipped) out["skipped"].push_back(skip_json(skipped));
  for (const PrintedUnresolved& unresolved : report.unresolved) {
    out["unresolved"].push_back(unresolved_json(unresolved));
  }
  return json_text(out, 2);
}

}  // namespace modgate
