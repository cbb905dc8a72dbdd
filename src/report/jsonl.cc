// The same values as `json`, one object a line and its kind in "type": the run without the rules, then findings,
// skipped files and unresolved references, and last an "end", without which the file was cut short.
#include "report/formats.h"
#include "report/json_values.h"

namespace modgate {

std::string render_jsonl(const PrintedReport& report, const RenderOptions& /*options*/) {
  std::string out;
  const auto line = [&](std::string_view type, const Json& values) {
    Json object;
    object["type"] = std::string(type);
    object.update(values);
    out += json_text(object, -1);
  };
  Json run = run_json(report);
  run.erase("rules");
  line("run", run);
  for (const PrintedFinding& finding : report.findings) line("finding", finding_json(finding));
  for (const PrintedSkip& skipped : report.skipped) line("skipped", skip_json(skipped));
  for (const PrintedUnresolved& unresolved : report.unresolved) line("unresolved", unresolved_json(unresolved));
  line("end", Json::object());
  return out;
}

}  // namespace modgate
