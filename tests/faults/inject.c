/* Loaded before the program (LD_PRELOAD): makes one call that changes the file system fail, or the process die right before it.
   DAICHO_FAULT_AT=N counts such calls from 1; DAICHO_FAULT is kill, ENOSPC, EROFS, EIO or short (half a write, then ENOSPC).
   A line "calls N" is appended to DAICHO_FAULT_LOG at exit. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int calls = 0;

static int due(void) {
  const char* at = getenv("DAICHO_FAULT_AT");
  return at != NULL && ++calls == atoi(at);
}

static int fails(void) {
  if (!due()) return 0;
  const char* fault = getenv("DAICHO_FAULT");
  if (strcmp(fault, "kill") == 0) kill(getpid(), SIGKILL);
  errno = strcmp(fault, "EROFS") == 0 ? EROFS : strcmp(fault, "EIO") == 0 ? EIO : ENOSPC;
  return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int mkstemp(char* pattern) { return fails() ? -1 : NEXT(mkstemp)(pattern); }
int mkstemp64(char* pattern) { return fails() ? -1 : NEXT(mkstemp)(pattern); }
int fsync(int file) { return fails() ? -1 : NEXT(fsync)(file); }
int fchmod(int file, mode_t mode) { return fails() ? -1 : NEXT(fchmod)(file, mode); }
int rename(const char* from, const char* to) { return fails() ? -1 : NEXT(rename)(from, to); }
int link(const char* from, const char* to) { return fails() ? -1 : NEXT(link)(from, to); }
int ftruncate(int file, off_t size) { return fails() ? -1 : NEXT(ftruncate)(file, size); }

/* DAICHO_FAULT_CHOWN: "owner" lets no one give a file to another owner, as for anyone but root; "all" not to another group either. */
int fchown(int file, uid_t owner, gid_t group) {
  const char* denied = getenv("DAICHO_FAULT_CHOWN");
  if (denied == NULL || (strcmp(denied, "owner") == 0 && owner == (uid_t)-1)) return NEXT(fchown)(file, owner, group);
  errno = EPERM;
  return -1;
}

ssize_t write(int file, const void* bytes, size_t size) {
  if (file <= 2) return NEXT(write)(file, bytes, size);
  if (!fails()) return NEXT(write)(file, bytes, size);
  if (strcmp(getenv("DAICHO_FAULT"), "short") == 0 && size > 1) return NEXT(write)(file, bytes, size / 2);
  return -1;
}

__attribute__((destructor)) static void report(void) {
  const char* log = getenv("DAICHO_FAULT_LOG");
  FILE* out = log == NULL ? NULL : fopen(log, "a");
  if (out == NULL) return;
  fprintf(out, "calls %d\n", calls);
  fclose(out);
}
