set(GMAIL_SOURCES gmail/api_error.cpp gmail/asked_wait.cpp gmail/backoff.cpp gmail/base64url.cpp gmail/gmail_caller.cpp
  gmail/gmail_source.cpp gmail/history.cpp gmail/history_id.cpp gmail/labels.cpp gmail/listing.cpp gmail/message.cpp
  gmail/pacer.cpp gmail/paging.cpp gmail/watch.cpp)
