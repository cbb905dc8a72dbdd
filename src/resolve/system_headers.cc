#include "resolve/system_headers.h"

#include <algorithm>
#include <array>

namespace modgate {
namespace {

constexpr std::array<std::string_view, 206> kNames{
    "aio.h", "algorithm", "alloca.h", "any", "ar.h", "array", "assert.h", "atomic", "barrier", "bit", "bitset",
    "byteswap.h", "cassert", "ccomplex", "cctype", "cerrno", "cfenv", "cfloat", "charconv", "chrono", "cinttypes",
    "ciso646", "climits", "clocale", "cmath", "codecvt", "compare", "complex", "complex.h", "concepts",
    "condition_variable", "conio.h", "coroutine", "cpio.h", "csetjmp", "csignal", "cstdalign", "cstdarg", "cstdbool",
    "cstddef", "cstdint", "cstdio", "cstdlib", "cstring", "ctgmath", "ctime", "ctype.h", "cuchar", "cwchar",
    "cwctype", "deque", "direct.h", "dirent.h", "dlfcn.h", "elf.h", "endian.h", "err.h", "errno.h", "error.h",
    "exception", "execinfo.h", "execution", "expected", "fcntl.h", "features.h", "fenv.h", "filesystem", "float.h",
    "fmtmsg.h", "fnmatch.h", "format", "forward_list", "fstream", "ftw.h", "functional", "future", "getopt.h",
    "glob.h", "grp.h", "iconv.h", "ifaddrs.h", "immintrin.h", "initializer_list", "intrin.h", "inttypes.h", "io.h",
    "iomanip", "ios", "iosfwd", "iostream", "iso646.h", "istream", "iterator", "langinfo.h", "latch", "libgen.h",
    "limits", "limits.h", "link.h", "list", "locale", "locale.h", "malloc.h", "map", "math.h", "mdspan", "memory",
    "memory.h", "memory_resource", "mqueue.h", "mutex", "ndbm.h", "netdb.h", "new", "nl_types.h", "numbers",
    "numeric", "optional", "ostream", "poll.h", "print", "process.h", "pthread.h", "pty.h", "pwd.h", "queue",
    "random", "ranges", "ratio", "regex", "regex.h", "sched.h", "scoped_allocator", "search.h", "semaphore",
    "semaphore.h", "set", "setjmp.h", "shared_mutex", "signal.h", "source_location", "span", "spanstream", "spawn.h",
    "sstream", "stack", "stacktrace", "stdalign.h", "stdarg.h", "stdatomic.h", "stdbit.h", "stdbool.h", "stdckdint.h",
    "stddef.h", "stdexcept", "stdfloat", "stdint.h", "stdio.h", "stdlib.h", "stdnoreturn.h", "stop_token",
    "streambuf", "string", "string.h", "string_view", "strings.h", "stropts.h", "strstream", "syncstream",
    "sysexits.h", "syslog.h", "system_error", "tar.h", "term.h", "termios.h", "tgmath.h", "thread", "threads.h",
    "time.h", "tuple", "type_traits", "typeindex", "typeinfo", "uchar.h", "ucontext.h", "ulimit.h", "unctrl.h",
    "unistd.h", "unordered_map", "unordered_set", "utility", "utime.h", "utmp.h", "utmpx.h", "valarray", "variant",
    "vector", "version", "wait.h", "wchar.h", "wctype.h", "windows.h", "winsock2.h", "wordexp.h", "x86intrin.h",
    "xlocale.h"};

constexpr std::array<std::string_view, 12> kFolders{"arpa/", "asm/",    "bits/", "linux/", "mach/",       "mach-o/",
                                                    "net/",  "netinet/", "rpc/",  "sys/",   "experimental/", "ext/"};

static_assert(std::is_sorted(kNames.begin(), kNames.end()), "binary search");

}  // namespace

bool is_system_header(std::string_view spelled) {
  return std::binary_search(kNames.begin(), kNames.end(), spelled) ||
         std::any_of(kFolders.begin(), kFolders.end(), [&](std::string_view folder) { return spelled.starts_with(folder); });
}

}  // namespace modgate
