/* One deliberately bad plugin; BAD_… says what is wrong with it. Built once for each check of the loader. */
#include <string.h>

#include "abi/plugin_abi.h"

#ifndef BAD_MAGIC
#define BAD_MAGIC CONNECTIONS_ABI_MAGIC
#endif
#ifndef BAD_SIZE
#define BAD_SIZE sizeof(connections_plugin)
#endif
#ifndef BAD_MAJOR
#define BAD_MAJOR CONNECTIONS_ABI_MAJOR
#endif
#ifndef BAD_MINOR
#define BAD_MINOR CONNECTIONS_ABI_MINOR
#endif
#ifndef BAD_CAPABILITIES
#define BAD_CAPABILITIES CONNECTIONS_CAP_RULES
#endif
#ifndef BAD_ID
#define BAD_ID PLUGIN_ID
#endif
#ifndef BAD_EXTRACT
#define BAD_EXTRACT extract
#endif
#ifndef BAD_SYMBOL
#define BAD_SYMBOL connections_plugin_v1
#endif

#ifndef BAD_VERSION
#define BAD_VERSION "1.0.0"
#endif

#ifdef BAD_UNDEFINED
extern int not_to_be_found_anywhere(void);
#endif

static const connections_host *the_host;

static connections_parser *create(const connections_host *host) {
  the_host = host;
#ifdef BAD_CREATE
  return NULL;
#else
  static char parser;
  return (connections_parser *)&parser;
#endif
}
static void destroy(connections_parser *parser) { (void)parser; }
static int32_t recognise(connections_parser *parser, const connections_mail *mail, double *score) {
  (void)parser, (void)mail;
#ifdef BAD_UNDEFINED
  *score = not_to_be_found_anywhere();
#elif defined(BAD_SCORE)
  *score = BAD_SCORE;
#else
  *score = 0.9;
#endif
#ifdef BAD_RECOGNISE
  return CONNECTIONS_FAILED;
#endif
  return CONNECTIONS_OK;
}
static int32_t extract(connections_parser *parser, const connections_mail *mail, connections_sink *sink) {
  (void)parser, (void)mail, (void)sink;
#ifdef BAD_FLOOD
  const connections_str field = {"guest_name", 10}, value = {"Ada Example", 11};
  for (long i = 0; i < 1000000; ++i) the_host->emit(sink, field, value, 0.5);
  return CONNECTIONS_OK;
#endif
#ifdef BAD_LENGTH
  static char text[1 << 20];
  memset(text, 'a', sizeof text);
  const connections_str field = {"guest_name", 10}, value = {text, sizeof text};
  the_host->emit(sink, field, value, 0.5);
  return CONNECTIONS_OK;
#endif
  return CONNECTIONS_FAILED;
}

CONNECTIONS_EXPORT const connections_plugin BAD_SYMBOL = {
    BAD_MAGIC, BAD_SIZE, BAD_MAJOR, BAD_MINOR, BAD_CAPABILITIES, BAD_ID, BAD_VERSION, "test", create, destroy, recognise, BAD_EXTRACT};

/* Keeps everything used, whichever entry is left out. */
const void *bad_plugin_uses[] = {(const void *)extract, &the_host, (const void *)memset};
