/* Makes one call of the C library fail: preloaded into a program, between its `main` and its end. In: FAULT_CALLS (one
 * of the families below), FAULT_AT (the number of the call, 1 is the first; 0 counts only), FAULT_HOW (once, forever,
 * interrupt, short, stall), FAULT_ERROR (an errno), FAULT_REPORT (a descriptor that gets "hit" when it happens and
 * "count N" at the end). Not seen: what the C library calls within itself. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum family { OPEN, READ, WRITE, CLOSE, RENAME, MAP, STAT, LIST, MEMORY, THREAD, SYNC, FAMILIES };
static const char *const kNames[FAMILIES] = {"open", "read",   "write",  "close",  "rename", "mmap",
                                             "stat", "list",   "memory", "thread", "sync"};
enum how { ONCE, FOREVER, INTERRUPT, SHORT, STALL };
static const char *const kHows[] = {"once", "forever", "interrupt", "short", "stall"};

static atomic_int armed;
static atomic_long calls;
static enum family family;
static enum how how;
static long at;
static int error_number;
static int report_to = -1;

static void tell(const char *text) {
  if (report_to >= 0) syscall(SYS_write, report_to, text, strlen(text));
}

static long number_of(const char *name) {
  const char *value = getenv(name);
  return value == NULL ? 0 : strtol(value, NULL, 10);
}

/* Whether this call is to fail; errno says as what. */
static int fails(enum family called) {
  if (!atomic_load(&armed) || called != family) return 0;
  const long number = atomic_fetch_add(&calls, 1) + 1;
  if (at == 0 || number < at || (number > at && how != FOREVER)) return 0;
  if (number == at) tell("hit\n");
  if (how == STALL) {
    const struct timespec pause = {30, 0};
    nanosleep(&pause, NULL);
    return 0;
  }
  errno = how == INTERRUPT ? EINTR : error_number;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int (*real_main)(int, char **, char **);

static int main_between(int count, char **words, char **environment) {
  const char *name = getenv("FAULT_CALLS");
  const char *manner = getenv("FAULT_HOW");
  for (int i = 0; name != NULL && i < FAMILIES; ++i) {
    if (strcmp(name, kNames[i]) == 0) family = (enum family)i;
  }
  for (int i = 0; manner != NULL && i <= STALL; ++i) {
    if (strcmp(manner, kHows[i]) == 0) how = (enum how)i;
  }
  at = number_of("FAULT_AT");
  error_number = (int)number_of("FAULT_ERROR");
  if (getenv("FAULT_REPORT") != NULL) report_to = (int)number_of("FAULT_REPORT");
  atomic_store(&armed, name != NULL);
  const int status = real_main(count, words, environment);
  atomic_store(&armed, 0);
  char text[64];
  snprintf(text, sizeof text, "count %ld\n", atomic_load(&calls));
  tell(text);
  return status;
}

int __libc_start_main(int (*main)(int, char **, char **), int count, char **words, void (*init)(void),
                      void (*fini)(void), void (*unload)(void), void *stack) {
  real_main = main;
  int (*start)(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void), void (*)(void), void *);
  *(void **)&start = dlsym(RTLD_NEXT, "__libc_start_main");
  return start(main_between, count, words, init, fini, unload, stack);
}

static mode_t mode_after(int flags, va_list list) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(list, mode_t) : 0;
}

#define OPENER(name)                          \
  int name(const char *path, int flags, ...) { \
    va_list list;                             \
    va_start(list, flags);                    \
    const mode_t mode = mode_after(flags, list); \
    va_end(list);                             \
    return fails(OPEN) ? -1 : REAL(name)(path, flags, mode); \
  }
OPENER(open)
OPENER(open64)

#define OPENER_AT(name)                                   \
  int name(int folder, const char *path, int flags, ...) { \
    va_list list;                                         \
    va_start(list, flags);                                \
    const mode_t mode = mode_after(flags, list);          \
    va_end(list);                                         \
    return fails(OPEN) ? -1 : REAL(name)(folder, path, flags, mode); \
  }
OPENER_AT(openat)
OPENER_AT(openat64)

FILE *fopen(const char *path, const char *mode) { return fails(OPEN) ? NULL : REAL(fopen)(path, mode); }
FILE *fopen64(const char *path, const char *mode) { return fails(OPEN) ? NULL : REAL(fopen64)(path, mode); }

static size_t shortened(enum family called, size_t size) {
  if (how != SHORT || called != family || !atomic_load(&armed)) return size;
  const long number = atomic_fetch_add(&calls, 1) + 1;
  if (at == 0 || number < at || size < 2) return size;
  if (number == at) tell("hit\n");
  return 1;
}

static int refused(enum family called) { return how != SHORT && fails(called); }

ssize_t read(int file, void *bytes, size_t size) {
  return refused(READ) ? -1 : REAL(read)(file, bytes, shortened(READ, size));
}
ssize_t pread(int file, void *bytes, size_t size, off_t offset) {
  return refused(READ) ? -1 : REAL(pread)(file, bytes, shortened(READ, size), offset);
}
ssize_t pread64(int file, void *bytes, size_t size, off64_t offset) {
  return refused(READ) ? -1 : REAL(pread64)(file, bytes, shortened(READ, size), offset);
}
ssize_t readlink(const char *path, char *bytes, size_t size) {
  return fails(STAT) ? -1 : REAL(readlink)(path, bytes, size);
}
ssize_t readlinkat(int folder, const char *path, char *bytes, size_t size) {
  return fails(STAT) ? -1 : REAL(readlinkat)(folder, path, bytes, size);
}

/* Descriptor 2 is how a failure is told; what is told there is what the test reads. */
ssize_t write(int file, const void *bytes, size_t size) {
  if (file != 2 && refused(WRITE)) return -1;
  return REAL(write)(file, bytes, file == 2 ? size : shortened(WRITE, size));
}
ssize_t writev(int file, const struct iovec *parts, int count) {
  return refused(WRITE) ? -1 : REAL(writev)(file, parts, count);
}
size_t fwrite(const void *bytes, size_t size, size_t count, FILE *stream) {
  return stream == stdout && refused(WRITE) ? 0 : REAL(fwrite)(bytes, size, count, stream);
}
int fflush(FILE *stream) { return stream == stdout && refused(WRITE) ? EOF : REAL(fflush)(stream); }

int close(int file) {
  const int failed = fails(CLOSE);
  const int reason = errno;
  const int status = REAL(close)(file);
  if (failed) errno = reason;
  return failed ? -1 : status;
}
int fsync(int file) { return fails(SYNC) ? -1 : REAL(fsync)(file); }

int rename(const char *from, const char *to) { return fails(RENAME) ? -1 : REAL(rename)(from, to); }
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  return fails(RENAME) ? -1 : REAL(renameat)(from_folder, from, to_folder, to);
}
int mkdir(const char *path, mode_t mode) { return fails(RENAME) ? -1 : REAL(mkdir)(path, mode); }
int fchmod(int file, mode_t mode) { return fails(RENAME) ? -1 : REAL(fchmod)(file, mode); }

void *mmap(void *where, size_t size, int protection, int flags, int file, off_t offset) {
  return fails(MAP) ? MAP_FAILED : REAL(mmap)(where, size, protection, flags, file, offset);
}
void *mmap64(void *where, size_t size, int protection, int flags, int file, off64_t offset) {
  return fails(MAP) ? MAP_FAILED : REAL(mmap64)(where, size, protection, flags, file, offset);
}

int stat(const char *path, struct stat *status) { return fails(STAT) ? -1 : REAL(stat)(path, status); }
int lstat(const char *path, struct stat *status) { return fails(STAT) ? -1 : REAL(lstat)(path, status); }
int fstat(int file, struct stat *status) { return fails(STAT) ? -1 : REAL(fstat)(file, status); }
int fstatat(int folder, const char *path, struct stat *status, int flags) {
  return fails(STAT) ? -1 : REAL(fstatat)(folder, path, status, flags);
}
int stat64(const char *path, struct stat64 *status) { return fails(STAT) ? -1 : REAL(stat64)(path, status); }
int lstat64(const char *path, struct stat64 *status) { return fails(STAT) ? -1 : REAL(lstat64)(path, status); }
int fstat64(int file, struct stat64 *status) { return fails(STAT) ? -1 : REAL(fstat64)(file, status); }
int fstatat64(int folder, const char *path, struct stat64 *status, int flags) {
  return fails(STAT) ? -1 : REAL(fstatat64)(folder, path, status, flags);
}
int access(const char *path, int mode) { return fails(STAT) ? -1 : REAL(access)(path, mode); }
int faccessat(int folder, const char *path, int mode, int flags) {
  return fails(STAT) ? -1 : REAL(faccessat)(folder, path, mode, flags);
}

DIR *opendir(const char *path) { return fails(LIST) ? NULL : REAL(opendir)(path); }
DIR *fdopendir(int file) { return fails(LIST) ? NULL : REAL(fdopendir)(file); }
struct dirent *readdir(DIR *folder) { return fails(LIST) ? NULL : REAL(readdir)(folder); }
struct dirent64 *readdir64(DIR *folder) { return fails(LIST) ? NULL : REAL(readdir64)(folder); }

/* Not through dlsym, which allocates. */
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *malloc(size_t size) { return fails(MEMORY) ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return fails(MEMORY) ? NULL : __libc_calloc(count, size); }
void *realloc(void *old, size_t size) { return fails(MEMORY) ? NULL : __libc_realloc(old, size); }

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument) {
  return fails(THREAD) ? EAGAIN : REAL(pthread_create)(thread, attributes, start, argument);
}
