// Why this file exists: Debian's libgit2.a was built with GSSAPI (Kerberos, to log in to servers over HTTP), and Debian
// has no static library of it. modgate reads repositories on disk and never opens a connection, so nothing here is ever
// reached; it only lets the static program link. Should it be reached all the same, every call is refused: GSSAPI's
// own answer of a machine without Kerberos. The numbers are those of RFC 2744; no header is needed.
#include <cstdint>

extern "C" {

using Status = std::uint32_t;
constexpr Status kFailure = 13U << 16U;  // GSS_S_FAILURE

extern void* GSS_C_NT_HOSTBASED_SERVICE;
void* GSS_C_NT_HOSTBASED_SERVICE = nullptr;

Status gss_delete_sec_context(Status*, void**, void*);
Status gss_display_status(Status*, Status, int, void*, Status*, void*);
Status gss_import_name(Status*, void*, void*, void**);
Status gss_indicate_mechs(Status*, void**);
Status gss_init_sec_context(Status*, void*, void**, void*, void*, Status, Status, void*, void*, void**, void*, Status*,
                            Status*);
Status gss_release_buffer(Status*, void*);
Status gss_release_name(Status*, void**);
Status gss_release_oid_set(Status*, void**);

Status gss_delete_sec_context(Status*, void**, void*) { return kFailure; }
Status gss_display_status(Status*, Status, int, void*, Status*, void*) { return kFailure; }
Status gss_import_name(Status*, void*, void*, void**) { return kFailure; }
Status gss_indicate_mechs(Status*, void**) { return kFailure; }
Status gss_init_sec_context(Status*, void*, void**, void*, void*, Status, Status, void*, void*, void**, void*, Status*,
                            Status*) {
  return kFailure;
}
Status gss_release_buffer(Status*, void*) { return kFailure; }
Status gss_release_name(Status*, void**) { return kFailure; }
Status gss_release_oid_set(Status*, void**) { return kFailure; }

}  // extern "C"
