set(GMAIL_SOURCES gmail/mailbox.cpp gmail/oauth.cpp gmail/oauth_answer.cpp gmail/oauth_form.cpp gmail/pkce.cpp gmail/token_keeper.cpp)
