#include <array>

#include <fmt/format.h>

#include "corpus/generator/layouts.h"

namespace connections::corpus {
namespace {

/// The words of one language of Airbnb's confirmation.
struct Words {
  const char* subject;   ///< {0} guest, {1} date
  const char* headline;  ///< {0} first name, {1} date
  const char* verified;
  const char* message_to;  ///< {0} first name
  const char* room;
  const char *in, *out, *guests, *adult, *adults, *child, *children, *code;
  const char* date;   ///< {0} day, {1} month, {2} month number
  const char* dated;  ///< the same with a year {3}
  std::array<const char*, 12> months;
};

constexpr std::array<const char*, 12> kEn{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

constexpr std::array<Words, 7> kLanguages{{
    {"Reservation confirmed - {0} arrives {1}", "New booking confirmed! {0} arrives {1}.", "Identity verified",
     "Send {0} a Message", "Entire home/apt", "Check-in", "Checkout", "Guests", "adult", "adults", "child", "children",
     "Confirmation code", "{1} {0}", "{1} {0}, {3}", kEn},
    {"Buchung bestätigt – {0} kommt am {1} an",
     "Neue Buchung bestätigt: {0} kommt am {1} an",
     "Identität verifiziert",
     "Nachricht an {0} senden",
     "Gesamte Unterkunft",
     "Check-in",
     "Check-out",
     "Gäste",
     "Erwachsene:r",
     "Erwachsene",
     "Kind",
     "Kinder",
     "Bestätigungs-Code",
     "{0}. {1}",
     "{0}. {1} {3}",
     {"Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."}},
    {"Réservation confirmée : {0} arrive le {1}",
     "Nouvelle réservation confirmée ! {0} arrive le {1}.",
     "Identité vérifiée",
     "Envoyer un message à {0}",
     "Logement entier",
     "Arrivée",
     "Départ",
     "Voyageurs",
     "adulte",
     "adultes",
     "enfant",
     "enfants",
     "Code de confirmation",
     "{0} {1}",
     "{0} {1} {3}",
     {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."}},
    {"Reserva confirmada: {0} llega el {1}",
     "¡Nueva reserva confirmada! {0} llega el {1}.",
     "Identidad verificada",
     "Enviar un mensaje a {0}",
     "Alojamiento entero",
     "Check-in",
     "Check-out",
     "Viajeros",
     "adulto",
     "adultos",
     "niño",
     "niños",
     "Código de confirmación",
     "{0} {1}",
     "{0} {1} {3}",
     {"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"}},
    {"Prenotazione confermata - {0} arriverà il {1}",
     "Nuova prenotazione confermata! {0} arriverà il {1}.",
     "Identità verificata",
     "Invia un messaggio a {0}",
     "Intero alloggio",
     "Check-in",
     "Check-out",
     "Ospiti",
     "adulto",
     "adulti",
     "bambino",
     "bambini",
     "Codice di conferma",
     "{0} {1}",
     "{0} {1} {3}",
     {"gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"}},
    {"予約確定 - {0}さんが{1}ご到着です", "新規予約確定です! {0}さんが{1}到着。", "ID認証済み",
     "{0}さんにメッセージを送信", "まるまる貸切", "チェックイン", "チェックアウト", "ゲスト人数", "大人", "大人",
     "子ども", "子ども", "確認コード", "{2}月{0}日", "{3}年{2}月{0}日", kEn},
    {"예약 확정 - {0}님이 {1}에 체크인할 예정입니다", "새로운 예약이 확정되었습니다! {0}님이 {1}에 체크인합니다.",
     "신원 인증됨", "{0}님에게 메시지 보내기", "집 전체", "체크인", "체크아웃", "게스트", "성인", "성인", "어린이",
     "어린이", "예약 코드", "{2}월 {0}일", "{3}년 {2}월 {0}일", kEn},
}};

std::string written(const Words& words, Date date, Instant mailed) {
  const bool next_year = year_number(date) != year_number(day_of(mailed));  // Airbnb prints the year only then
  return fmt::format(fmt::runtime(next_year ? words.dated : words.date), day_number(date),
                     words.months[static_cast<std::size_t>(month_number(date) - 1)], month_number(date),
                     year_number(date));
}

std::string party(const Words& words, const Stay& stay) {
  const bool cjk = std::string_view(words.in) == "チェックイン" || std::string_view(words.in) == "체크인";
  const char* counter = std::string_view(words.in) == "チェックイン" ? "人" : "명";
  const auto one = [&](int count, const char* single, const char* plural) {
    return cjk ? fmt::format("{} {}{}", single, count, counter)
               : fmt::format("{} {}", count, count == 1 ? single : plural);
  };
  std::string all = one(stay.adults, words.adult, words.adults);
  if (stay.children > 0) all += ", " + one(stay.children, words.child, words.children);
  return all;
}

}  // namespace

Draft airbnb_confirmed(Dice& dice, const Stay& stay) {
  const Words& words = kLanguages[static_cast<std::size_t>(dice.between(0, static_cast<int>(kLanguages.size()) - 1))];
  const std::string code = "HM" + stay.letters;
  const std::string in = written(words, stay.check_in, stay.mailed), out = written(words, stay.check_out, stay.mailed);
  const std::string headline = fmt::format(fmt::runtime(words.headline), stay.first_name, in);
  const std::string message = fmt::format(fmt::runtime(words.message_to), stay.first_name);
  Draft draft;
  draft.truth = {.bytes = {},
                 .platform = "airbnb",
                 .kind = "confirmed",
                 .guest_name = stay.guest_name,
                 .check_in = to_iso(stay.check_in),
                 .check_out = to_iso(stay.check_out),
                 .confirmation_code = code,
                 .listing = stay.listing,
                 .guest_count = stay.adults + stay.children};
  draft.mail.from_name = "Airbnb";
  draft.mail.from_address = "automated@airbnb.com";
  draft.mail.vouched_domain = "airbnb.com";
  draft.mail.subject = fmt::format(fmt::runtime(words.subject), stay.guest_name, in);
  draft.mail.text = fmt::format(
      "%opentrack%\n\n{}\n\n   {}\n\n{} · 3\n\n{}\n\n{}\n\n{}\n\n{}\n\n{}\n\n{}\n\n{}\n\n{}\n\n{}\n\n{}\n{}\n",
      headline, stay.guest_name, words.verified, message, stay.listing, words.room, words.in, in, words.out, out,
      words.guests, party(words, stay), words.code, code);
  draft.mail.html = fmt::format(
      "<html><head><style>p{{color:red}}</style></head><body><p>{}</p><h2>{}</h2><p>{}</p><a "
      "href=\"https://www.airbnb.com/hosting/thread/2{}\">{}</a>"
      "<h2><a "
      "href=\"https://www.airbnb.com/rooms/7{}\">{}</a></h2><p>{}</p><p>{}</p><p>{}</p><p>{}</p><p>{}</p><p>{}</"
      "p><p>{}</p><p>{}</p>"
      "<a href=\"https://www.airbnb.com/hosting/reservations/details/{}\">{}</a></body></html>",
      headline, stay.guest_name, words.verified, stay.digits, message, stay.digits, stay.listing, words.room, words.in,
      in, words.out, out, words.guests, party(words, stay), words.code, code, code);
  if (dice.between(0, 2) == 0) draft.mail.html.clear();
  return draft;
}

Draft airbnb_cancelled(Dice& dice, const Stay& stay) {
  (void)dice;
  const std::string code = "HM" + stay.letters;
  const auto day = [](Date date) {
    return fmt::format("{} {}", kEn[static_cast<std::size_t>(month_number(date) - 1)], day_number(date));
  };
  const bool crosses = year_number(stay.check_in) != year_number(stay.check_out);
  Draft draft;
  draft.truth = {.bytes = {},
                 .platform = "airbnb",
                 .kind = "cancellation",
                 .guest_name = stay.first_name,
                 .check_in = to_iso(stay.check_in),
                 .check_out = to_iso(stay.check_out),
                 .confirmation_code = code,
                 .listing = {},
                 .guest_count = {}};
  draft.mail.from_name = "Airbnb";
  draft.mail.from_address = "automated@airbnb.com";
  draft.mail.vouched_domain = "airbnb.com";
  draft.mail.subject = fmt::format("Canceled: Reservation {} for {}{} – {}, {}", code, day(stay.check_in),
                                   crosses ? fmt::format(", {}", year_number(stay.check_in)) : "", day(stay.check_out),
                                   year_number(stay.check_out));
  draft.mail.text = fmt::format("RESERVATION CANCELED\n\nUnfortunately, your guest {} had to cancel reservation {}.\n",
                                stay.first_name, code);
  return draft;
}

Draft airbnb_message(Dice& dice, const Stay& stay) {
  (void)dice;
  Draft draft;
  draft.truth = {.bytes = {},
                 .platform = "airbnb",
                 .kind = "message",
                 .guest_name = stay.first_name,
                 .check_in = {},
                 .check_out = {},
                 .confirmation_code = {},
                 .listing = {},
                 .guest_count = {}};
  draft.mail.from_name = "Airbnb";
  draft.mail.from_address = "express@airbnb.com";
  draft.mail.vouched_domain = "airbnb.com";
  draft.mail.headers = {"X-Template: homes_messaging/new_message"};
  draft.mail.subject = "RE: Reservation for your place";
  draft.mail.text = fmt::format(
      "{}\n\nBooker\n\nHello, my brother Edmund Trap booked too: HM{}, check-in {} 9, 12 adults.\nWe arrive "
      "late.\n\nReply\n",
      stay.first_name, stay.letters, kEn[0]);
  return draft;
}

}  // namespace connections::corpus
