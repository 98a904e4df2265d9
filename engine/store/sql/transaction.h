#pragma once

namespace connections::store {

/// One open transaction, handed to the function that Database::with runs. The functions of the table files
/// (mail_archive.h, booking_store.h, …) take it; nothing else can be done with it outside this module.
/// Valid during that function only, on its thread. After any function returned an error the transaction is
/// spent: return the error.
class Transaction {
 public:
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  struct Impl;  ///< pqxx_transaction.h
  explicit Transaction(Impl& impl) noexcept : impl_(impl) {}
  [[nodiscard]] Impl& impl() const noexcept { return impl_; }

 private:
  Impl& impl_;
};

}  // namespace connections::store
