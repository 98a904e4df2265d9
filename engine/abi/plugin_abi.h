/* The plugin boundary: plain C, data and function pointers only. The one header both sides share.
 *
 * A plugin is a shared object that exports one object, `connections_plugin_v1`. It reads mails by asking the
 * host: it links no regular expressions, no YAML, no logging. Write one with the C++ face in plugins/sdk/.
 *
 * Rules of the house, for both sides:
 *  - Whoever allocates frees. Texts (`connections_str`) are UTF-8, not NUL-terminated, and borrowed: they live until
 *    the call that handed them over returns. The host copies what it keeps.
 *  - Opaque handles are freed only by their maker. Nothing with a vtable, allocator, FILE*, locale or errno crosses.
 *  - No exception crosses: every function here is noexcept. The SDK catches and calls `fail`.
 *  - Threads: one parser instance serves one worker; the host never calls one instance from two threads. Each
 *    function says its thread in brackets.
 *  - Growth: structs grow at the tail only and CONNECTIONS_ABI_MINOR rises. Enumerators are never renumbered. A break
 *    is `connections_plugin_v2`.
 */
#ifndef CONNECTIONS_PLUGIN_ABI_H
#define CONNECTIONS_PLUGIN_ABI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define CONNECTIONS_NOEXCEPT noexcept
extern "C" {
#else
#define CONNECTIONS_NOEXCEPT
#endif

#define CONNECTIONS_EXPORT __attribute__((visibility("default")))

/* "CNXPLUG1" read as a little-endian number. */
#define CONNECTIONS_ABI_MAGIC UINT64_C(0x3147554C50584E43)
#define CONNECTIONS_ABI_MAJOR 1
#define CONNECTIONS_ABI_MINOR 0

/* Capability bits. A bit that the host does not know refuses the plugin. */
#define CONNECTIONS_CAP_RULES UINT64_C(1) /* uses apply_rules: rules/<id>/ must exist */

/* Results of functions that return int32_t. */
#define CONNECTIONS_OK 0
#define CONNECTIONS_ABSENT 1  /* the mail has no such part, header or candidate */
#define CONNECTIONS_FAILED 2  /* the call failed; so does the plugin's, and the mail goes to review with the reason */
#define CONNECTIONS_INVALID 3 /* an argument makes no sense: bug of the plugin */

/* The signal that is the reason of a failure; see `signal`. */
#define CONNECTIONS_SIGNAL_FAILURE "failure"

/* A borrowed UTF-8 text. `data` may be null if `size` is 0. */
typedef struct connections_str {
  const char* data;
  size_t size;
} connections_str;

/* Parts of a mail; numbers are those of model/part.h: PartKind. HEADER takes the header's name. */
enum {
  CONNECTIONS_PART_SUBJECT = 0,
  CONNECTIONS_PART_FROM_ADDRESS = 1,
  CONNECTIONS_PART_FROM_NAME = 2,
  CONNECTIONS_PART_REPLY_TO_ADDRESS = 3,
  CONNECTIONS_PART_TEXT = 4,
  CONNECTIONS_PART_HTML = 5,
  CONNECTIONS_PART_LINKS = 6,
  CONNECTIONS_PART_HEADER = 7
};

/* Kinds of mail and permissions; numbers are those of model/kind.h. */
enum {
  CONNECTIONS_KIND_CONFIRMED = 0,
  CONNECTIONS_KIND_REQUEST = 1,
  CONNECTIONS_KIND_INQUIRY = 2,
  CONNECTIONS_KIND_ALTERATION = 3,
  CONNECTIONS_KIND_CANCELLATION = 4,
  CONNECTIONS_KIND_MESSAGE = 5,
  CONNECTIONS_KIND_PAYOUT = 6,
  CONNECTIONS_KIND_REVIEW = 7,
  CONNECTIONS_KIND_REMINDER = 8,
  CONNECTIONS_KIND_OTHER = 9
};
enum { CONNECTIONS_MAY_ENRICH = 0, CONNECTIONS_MAY_REVIEW = 1, CONNECTIONS_MAY_ARCHIVE = 2 };

typedef struct connections_parser connections_parser; /* the plugin's own; opaque to the host */
typedef struct connections_mail connections_mail;     /* the host's mail; opaque to the plugin */
typedef struct connections_sink connections_sink;     /* where one extraction's values go; the host's */

/* A value put forward for a field, as `candidates` shows it. Grows at the tail. */
typedef struct connections_candidate {
  uint32_t struct_size;  /* set by the caller to sizeof(connections_candidate) */
  uint32_t index;        /* to name it in `drop` */
  connections_str field; /* "confirmation_code" */
  connections_str value; /* canonical text: "2026-06-12", "1234.56 EUR" */
  connections_str rule;
  double confidence;
} connections_candidate;

/* What the host offers. All functions may be called from any worker thread. Grows at the tail. */
typedef struct connections_host {
  uint32_t struct_size;
  uint16_t abi_major, abi_minor;

  /* Writes the normalised text of a part to *out. `name` is read for HEADER only. Absent: CONNECTIONS_ABSENT and *out
   * is left alone. Inside `recognise` and `extract` only. */
  int32_t (*part)(const connections_mail* mail, uint32_t part, connections_str name,
                  connections_str* out) CONNECTIONS_NOEXCEPT;

  /* Gives a word that code found to the rules as part "signal:<name>". Before apply_rules or recognise_by_rules.
   * `recognise` has no sink: before it returns CONNECTIONS_FAILED it may give its reason as the signal
   * CONNECTIONS_SIGNAL_FAILURE, which rules do not see. */
  int32_t (*signal)(const connections_mail* mail, connections_str name, connections_str value) CONNECTIONS_NOEXCEPT;

  /* The platform's `recognise` condition of rules/<platform>/platform.yaml; *score is 0 if it does not hold. */
  int32_t (*recognise_by_rules)(const connections_mail* mail, connections_str platform,
                                double* score) CONNECTIONS_NOEXCEPT;

  /* Decides the kind and runs the rules of rules/<platform>/; what they find becomes candidates of `sink`. */
  int32_t (*apply_rules)(connections_sink* sink, const connections_mail* mail,
                         connections_str platform) CONNECTIONS_NOEXCEPT;

  /* Puts a value forward that code found. `field` by name, `value` as canonical text, 0 < confidence < 1. */
  int32_t (*emit)(connections_sink* sink, connections_str field, connections_str value,
                  double confidence) CONNECTIONS_NOEXCEPT;

  /* The candidate number `index` so far; CONNECTIONS_ABSENT behind the last. Dropping one renumbers none. */
  int32_t (*candidate)(const connections_sink* sink, uint32_t index, connections_candidate* out) CONNECTIONS_NOEXCEPT;

  /* Takes a candidate back; the reason is shown by explain. */
  int32_t (*drop)(connections_sink* sink, uint32_t index, connections_str reason) CONNECTIONS_NOEXCEPT;

  /* Decides the kind by code, against the rules. */
  int32_t (*set_kind)(connections_sink* sink, uint32_t kind, uint32_t may, double confidence,
                      connections_str reason) CONNECTIONS_NOEXCEPT;

  /* Something that a person should know; `code` is a stable word. */
  int32_t (*problem)(connections_sink* sink, connections_str code, connections_str message) CONNECTIONS_NOEXCEPT;

  /* The extraction failed: everything in `sink` is thrown away and the mail goes to review with the reason. */
  int32_t (*fail)(connections_sink* sink, connections_str reason) CONNECTIONS_NOEXCEPT;
} connections_host;

/* What a plugin is. The first 16 bytes are frozen for ever. */
typedef struct connections_plugin {
  uint64_t magic;                /* CONNECTIONS_ABI_MAGIC */
  uint32_t struct_size;          /* sizeof(connections_plugin) when built */
  uint16_t abi_major, abi_minor; /* CONNECTIONS_ABI_MAJOR, CONNECTIONS_ABI_MINOR when built */
  uint64_t capabilities;         /* CONNECTIONS_CAP_… */
  const char* id;                /* [a-z][a-z0-9_]{0,31}; equal to the id in config/plugins.yaml */
  const char* version;           /* semantic version: "1.0.0" */
  const char* built_with;        /* compiler, for people */

  /* A parser, or null if it cannot be made. `host` outlives it. [loader, and any worker: one call a worker] */
  connections_parser* (*create)(const connections_host* host)CONNECTIONS_NOEXCEPT;
  /* Ends a parser that nobody uses any more. [the worker that used it] */
  void (*destroy)(connections_parser* parser) CONNECTIONS_NOEXCEPT;
  /* Chance in [0, 1] that the mail is this platform's, in *score. A failure, or another score, sends the mail to
   * review. [worker] */
  int32_t (*recognise)(connections_parser* parser, const connections_mail* mail, double* score) CONNECTIONS_NOEXCEPT;
  /* Reads the mail into `sink`. Anything but CONNECTIONS_OK is a failure. [worker] */
  int32_t (*extract)(connections_parser* parser, const connections_mail* mail,
                     connections_sink* sink) CONNECTIONS_NOEXCEPT;
} connections_plugin;

/* The one symbol a plugin exports; the major version is in its name. */
extern CONNECTIONS_EXPORT const connections_plugin connections_plugin_v1;

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CONNECTIONS_PLUGIN_ABI_H */
