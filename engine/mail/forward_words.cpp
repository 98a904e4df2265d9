#include "mail/forward_words.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "model/value.h"

namespace connections::mail {
namespace {

using enum QuotedLabel;

constexpr std::array kLabels = std::to_array<std::pair<std::string_view, QuotedLabel>>({
    {"from", kFrom},       {"von", kFrom},
    {"de", kFrom},         {"da", kFrom},
    {"van", kFrom},        {"fra", kFrom},
    {"från", kFrom},       {"od", kFrom},
    {"desde", kFrom},      {"mittente", kFrom},
    {"差出人", kFrom},     {"送信者", kFrom},
    {"보낸 사람", kFrom},  {"보낸사람", kFrom},
    {"lähettäjä", kFrom},  {"date", kDate},
    {"sent", kDate},       {"datum", kDate},
    {"gesendet", kDate},   {"envoyé", kDate},
    {"fecha", kDate},      {"enviado", kDate},
    {"enviado el", kDate}, {"data", kDate},
    {"inviato", kDate},    {"verzonden", kDate},
    {"dato", kDate},       {"sendt", kDate},
    {"skickat", kDate},    {"odesláno", kDate},
    {"wysłano", kDate},    {"日付", kDate},
    {"日時", kDate},       {"送信日時", kDate},
    {"날짜", kDate},       {"보낸 날짜", kDate},
    {"subject", kSubject}, {"betreff", kSubject},
    {"objet", kSubject},   {"asunto", kSubject},
    {"oggetto", kSubject}, {"onderwerp", kSubject},
    {"assunto", kSubject}, {"emne", kSubject},
    {"ämne", kSubject},    {"předmět", kSubject},
    {"temat", kSubject},   {"件名", kSubject},
    {"제목", kSubject},    {"to", kTo},
    {"an", kTo},           {"à", kTo},
    {"para", kTo},         {"a", kTo},
    {"aan", kTo},          {"til", kTo},
    {"till", kTo},         {"komu", kTo},
    {"do", kTo},           {"宛先", kTo},
    {"받는 사람", kTo},    {"받는사람", kTo},
    {"cc", kTo},           {"reply-to", kTo},
    {"antwort an", kTo},   {"répondre à", kTo},
    {"responder a", kTo},  {"rispondi a", kTo},
    {"pour", kTo},
});

/// Folded beginnings of announcing lines, dashes and blanks taken off first.
constexpr std::array kMarkers = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"forwarded message", "gmail"},
    {"weitergeleitete nachricht", "gmail"},
    {"message transféré", "gmail"},
    {"mensaje reenviado", "gmail"},
    {"messaggio inoltrato", "gmail"},
    {"doorgestuurd bericht", "gmail"},
    {"mensagem encaminhada", "gmail"},
    {"forwarded mail", "gmail"},
    {"videresendt besked", "gmail"},
    {"vidarebefordrat meddelande", "gmail"},
    {"přeposlaná zpráva", "gmail"},
    {"wiadomość przekazana", "gmail"},
    {"転送されたメッセージ", "gmail"},
    {"전달된 메일", "gmail"},
    {"전달된 메시지", "gmail"},
    {"begin forwarded message", "apple"},
    {"anfang der weitergeleiteten", "apple"},
    {"début du message", "apple"},
    {"inicio del mensaje reenviado", "apple"},
    {"inizio messaggio inoltrato", "apple"},
    {"begin doorgestuurd bericht", "apple"},
    {"início da mensagem", "apple"},
    {"転送されたメールの冒頭", "apple"},
    {"전달된 메시지 시작", "apple"},
    {"original message", "outlook"},
    {"ursprüngliche nachricht", "outlook"},
    {"message d'origine", "samsung"},
    {"message d’origine", "samsung"},
    {"mensaje original", "outlook"},
    {"messaggio originale", "outlook"},
    {"oorspronkelijk bericht", "outlook"},
    {"mensagem original", "outlook"},
    {"původní zpráva", "outlook"},
    {"wiadomość oryginalna", "outlook"},
    {"元のメッセージ", "outlook"},
    {"원본 메시지", "outlook"},
    {"ursprungligt meddelande", "outlook"},
    {"oprindelig meddelelse", "outlook"},
});

constexpr std::array<std::string_view, 15> kPrefixes{"fwd:", "fw:", "wg:",     "tr :",  "tr:", "rv:",   "i:",   "enc:",
                                                     "vs:",  "vb:", "doorst:", "přep:", "pd:", "転送:", "전달:"};

const std::array<std::vector<std::string_view>, 12> kMonths{{
    {"january", "jan", "januar", "jänner", "janvier", "janv", "enero", "ene", "gennaio", "gen", "januari", "janeiro",
     "ledna", "leden", "stycznia", "styczeń", "sty"},
    {"february", "feb", "februar", "février", "févr", "fév", "febrero", "febbraio", "februari", "fevereiro", "fev",
     "února", "únor", "lutego", "luty", "lut"},
    {"march", "mar", "märz", "mrz", "mär", "mars", "marzo", "maart", "mrt", "março", "března", "březen", "marca",
     "marzec", "marts"},
    {"april", "apr", "avril", "avr", "abril", "abr", "aprile", "dubna", "duben", "kwietnia", "kwiecień", "kwi"},
    {"may", "mai", "mayo", "maggio", "mag", "mei", "maio", "května", "květen", "maja", "maj"},
    {"june", "jun", "juni", "juin", "junio", "giugno", "giu", "junho", "června", "červen", "czerwca", "czerwiec",
     "cze"},
    {"july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho", "července", "červenec", "lipca",
     "lipiec", "lip"},
    {"august", "aug", "août", "agosto", "ago", "augustus", "srpna", "srpen", "sierpnia", "sierpień", "sie", "augusti"},
    {"september", "sep", "sept", "septembre", "septiembre", "settembre", "set", "setembro", "září", "września",
     "wrzesień", "wrz"},
    {"october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out", "října", "říjen",
     "października", "paź"},
    {"november", "nov", "novembre", "noviembre", "novembro", "listopadu", "listopad", "listopada", "lis"},
    {"december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dic", "dicembre", "dezembro", "prosince",
     "prosinec", "grudnia", "grudzień", "gru"},
}};

std::string_view trim(std::string_view text, std::string_view what) {
  const auto first = text.find_first_not_of(what);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(what) - first + 1);
}

}  // namespace

std::optional<LabelledLine> read_labelled_line(std::string_view line) {
  constexpr std::size_t kLongestLabel = 40;
  std::size_t colon = line.find(':');
  std::size_t colon_size = 1;
  if (const auto wide = line.find("："); wide < colon) {
    colon = wide;
    colon_size = 3;
  }
  if (colon == std::string_view::npos || colon > kLongestLabel) return std::nullopt;
  const std::string word = fold(trim(line.substr(0, colon), " \t*>"));
  for (const auto& [label, kind] : kLabels)
    if (label == word) return LabelledLine{kind, trim(line.substr(colon + colon_size), " \t*")};
  return std::nullopt;
}

std::string_view forward_marker(std::string_view line) {
  constexpr std::size_t kLongestMarker = 120;
  if (line.size() > kLongestMarker) return {};
  const std::string word = fold(trim(line, " \t->_*"));
  for (const auto& [marker, style] : kMarkers)
    if (word.starts_with(marker)) return style;
  return {};
}

std::string_view strip_forward_prefix(std::string_view subject) {
  for (bool again = true; again;) {
    again = false;
    subject = trim(subject, " \t");
    const std::string folded = fold(subject.substr(0, 16));
    for (const std::string_view prefix : kPrefixes) {
      if (!folded.starts_with(prefix)) continue;
      subject.remove_prefix(prefix.size());
      again = true;
      break;
    }
  }
  return subject;
}

int month_of(std::string_view word) {
  const std::string folded = fold(trim(word, "."));
  for (std::size_t month = 0; month < kMonths.size(); ++month)
    for (const std::string_view name : kMonths[month])
      if (name == folded) return static_cast<int>(month) + 1;
  return 0;
}

}  // namespace connections::mail
