#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <type_traits>

#include "connections/parser.h"

namespace connections::sdk {

/// The C functions behind a parser class. Every one catches everything: no exception crosses the boundary.
template <class ParserClass>
struct Trampolines {
  static_assert(std::is_base_of_v<Parser, ParserClass>, "a parser derives from connections::sdk::Parser");

  /// What the opaque handle points to.
  struct Instance {
    const connections_host& host;
    ParserClass parser;
  };
  static constexpr const char* kUnknown = "unknown exception (not a std::exception)";
  static Instance& instance(connections_parser* handle) noexcept { return *reinterpret_cast<Instance*>(handle); }

  static connections_parser* create(const connections_host* host) noexcept {
    try {
      return reinterpret_cast<connections_parser*>(new Instance{*host, ParserClass{}});
    } catch (...) {
      return nullptr;  // the loader refuses the plugin: create() failed
    }
  }

  static void destroy(connections_parser* handle) noexcept {
    try {
      delete &instance(handle);
    } catch (...) {
    }
  }

  static std::int32_t recognise(connections_parser* handle, const connections_mail* mail, double* score) noexcept {
    Instance& self = instance(handle);
    try {
      *score = self.parser.recognise(Mail(self.host, *mail));
      return CONNECTIONS_OK;
    } catch (const std::exception& error) {
      self.host.signal(mail, to_abi(CONNECTIONS_SIGNAL_FAILURE), to_abi(error.what()));
    } catch (...) {
      self.host.signal(mail, to_abi(CONNECTIONS_SIGNAL_FAILURE), to_abi(kUnknown));
    }
    return CONNECTIONS_FAILED;
  }

  static std::int32_t extract(connections_parser* handle, const connections_mail* mail,
                              connections_sink* sink) noexcept {
    Instance& self = instance(handle);
    try {
      Facts facts(self.host, *sink);
      self.parser.extract(Mail(self.host, *mail), facts);
      return CONNECTIONS_OK;
    } catch (const std::exception& error) {
      self.host.fail(sink, to_abi(error.what()));
    } catch (...) {
      self.host.fail(sink, to_abi(kUnknown));
    }
    return CONNECTIONS_FAILED;
  }
};

}  // namespace connections::sdk
