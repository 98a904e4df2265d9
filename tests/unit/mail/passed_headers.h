#pragma once

#include <string>

namespace connections::mail {

// Headers of a mail that Google's border took in and let pass, in the order of a mail: hop, border, verdict, sender.
inline const std::string kHop =
    "Received: by 2002:a05:6504:1a1:b0:2c with SMTP id a1b2; Wed, 13 Jan 2027 07:00:00 -0800 (PST)\n";
inline const std::string kBorder =
    "Received: from out7.platform.example (out7.platform.example. [198.51.100.7])\n"
    "        by mx.google.com with ESMTPS id c3d4; Wed, 13 Jan 2027 07:00:00 -0800 (PST)\n"
    "Received-SPF: pass (google.com: domain of b@platform.example designates 198.51.100.7)\n";
inline const std::string kFrom = "From: Platform <stays@platform.example>\n";
inline const std::string kPass =
    "Authentication-Results: mx.google.com;\n"
    "       dkim=pass header.i=@platform.example header.s=s1 header.b=AbCd1234;\n"
    "       spf=pass (google.com: domain of bounce+7=host@platform.example designates 198.51.100.7 as permitted "
    "sender) "
    "smtp.mailfrom=\"bounce+7=host@platform.example\";\n"
    "       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=platform.example\n";

inline std::string results(const std::string& text) { return "Authentication-Results: mx.google.com; " + text + "\n"; }

}  // namespace connections::mail
