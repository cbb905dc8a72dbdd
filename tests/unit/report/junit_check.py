"""Judges JUnit reports by junitparser: junit_check.py FILE...

Exit 0 when each is read, its counts add up, every case has a class and a name that no other has, and it holds at least
one case; else 1 and why. Exit 77 without the package.
"""
import sys

try:
    import junitparser
except ImportError:
    sys.exit(77)


def faults_of(file):
    report = junitparser.JUnitXml.fromfile(file)
    cases = [case for suite in report for case in suite]
    kinds = [type(result).__name__ for case in cases for result in case.result]
    told = (report.tests, report.failures, report.errors, report.skipped)
    counted = (len(cases), kinds.count("Failure"), kinds.count("Error"), kinds.count("Skipped"))
    if told != counted:
        yield f"says {told}, has {counted}"
    for suite in report:
        if suite.tests != len(list(suite)):
            yield f"suite {suite.name} says {suite.tests}, has {len(list(suite))}"
    if not cases or not all(case.classname and case.name for case in cases):
        yield "no case, or one without a class or a name"
    if len({(case.classname, case.name) for case in cases}) != len(cases):
        yield "two cases of one name"


def main(files):
    faults = [f"{file}: {fault}" for file in files for fault in faults_of(file)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


sys.exit(main(sys.argv[1:]))
