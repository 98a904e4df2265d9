set(GMAIL_SOURCES gmail/api_error.cpp gmail/asked_wait.cpp gmail/backoff.cpp gmail/gmail_caller.cpp
  gmail/gmail_source.cpp gmail/history.cpp gmail/history_id.cpp gmail/labels.cpp gmail/listing.cpp gmail/message.cpp
  gmail/oauth.cpp gmail/oauth_answer.cpp gmail/oauth_form.cpp gmail/pacer.cpp gmail/paging.cpp gmail/pkce.cpp gmail/profile.cpp gmail/token_keeper.cpp
  gmail/watch.cpp)
