#include "lint/people.h"

namespace modgate {

void date_roster(Configuration&, const Files&, History&, LintReport&) {}

void count_people(LintRun&, History&, RunTexts&) {}

}  // namespace modgate
