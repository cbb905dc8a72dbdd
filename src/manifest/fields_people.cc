// Fields of people.yaml.
#include "manifest/field_table.h"

namespace modgate {
namespace {

constexpr std::string_view kSchema[] = {"modgate/people/v1"};
constexpr std::string_view kRoles[] = {"pmc", "committer", "reviewer", "emeritus"};

constexpr Field kRole[] = {
    {.key = "role",
     .about = "The role; pmc implies committer",
     .form = Form::choice,
     .required = true,
     .words = kRoles},
    {.key = "since", .about = "First day in the role; always, if absent", .form = Form::date},
    {.key = "until", .about = "Last day in the role; still in it, if absent", .form = Form::date},
};

constexpr Field kPerson[] = {
    {.key = "id",
     .about = "The person's key, usually the handle",
     .form = Form::handle,
     .required = true,
     .example = "ada"},
    {.key = "name", .about = "Display name; nobody is identified by it"},
    {.key = "handles", .about = "Accounts, former ones too", .form = Form::handle, .list = true, .example = "ada"},
    {.key = "emails",
     .about = "Addresses that appear in commits",
     .form = Form::email,
     .list = true,
     .example = "ada@acme.org"},
    {.key = "roles",
     .about = "Roles with their dates, or only their names",
     .form = Form::choice,
     .list = true,
     .words = kRoles,
     .fields = kRole},
    {.key = "affiliation", .about = "Employer or institution"},
    {.key = "bot", .about = "Whether this is a machine's account, which never counts", .form = Form::boolean},
};

constexpr Field kPeople[] = {
    {.key = "schema", .about = "The format of this file", .form = Form::choice, .required = true, .words = kSchema},
    {.key = "people",
     .about = "One entry a person",
     .form = Form::none,
     .list = true,
     .required = true,
     .fields = kPerson},
};

}  // namespace

std::span<const Field> people_fields() { return kPeople; }

}  // namespace modgate
