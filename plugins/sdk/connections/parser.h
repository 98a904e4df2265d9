#pragma once

#include "connections/facts.h"
#include "connections/mail.h"

namespace connections::sdk {

/// What a plugin's author writes: a class with these two functions and a default constructor. One instance serves
/// one worker thread, so members need no locks. Exceptions are caught; the mail then goes to review.
class Parser {
 public:
  virtual ~Parser() = default;
  /// Chance in [0, 1] that the mail is this platform's.
  virtual double recognise(const Mail& mail) = 0;
  virtual void extract(const Mail& mail, Facts& facts) = 0;
};

}  // namespace connections::sdk
