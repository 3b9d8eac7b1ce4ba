package org.takeup.survey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.language.LocalWords;
import org.takeup.survey.privacy.AnonymousWave;
import org.takeup.survey.privacy.Slip;

/**
 * Where people are let into an anonymous survey: their link gives a token once, and the token a ballot. The browser makes
 * the token if it runs our script. If not, the slip in the page's form stands for it; the same slip lies in a cookie of the
 * browser, so that an answer that got lost can be asked for again.
 */
final class AdmissionPages {
    private static final int LONGEST = 1_400;

    private final Tickets tickets;

    AdmissionPages(Tickets tickets) {
        this.tickets = tickets;
    }

    /** What the token of a browser is signed with, as its script reads it. */
    record Signed(String signature) {}

    /** The first page of an anonymous survey, if the link is one that lets people in and not a ballot's own. */
    Optional<Reply> first(Exchange exchange) {
        Waves.Known known = tickets.known(exchange.workspace(), exchange.path("wave"));
        known.keyForBegun(exchange.workspace());
        if (!known.wave().privacy().isAnonymous()
                || tickets.opened(exchange.workspace(), known, secret(exchange)).isPresent()
                || tickets.isByLink(exchange.workspace(), known, secret(exchange))) {
            return Optional.empty();
        }
        AnonymousWave wave = wave(exchange);
        String ticket = ticket(exchange);
        AnonymousWave.Guest guest = wave.guest(ticket).orElseThrow(Problem::notFound);
        if (!guest.begun()) {
            known.keyForAnswers(exchange.workspace());
        }
        Optional<Slip> kept = exchange.cookie(cookie(exchange)).flatMap(Slip::parse);
        if (guest.begun()) {
            return Optional.of(kept.filter(slip -> wave.isBegunWith(ticket, slip))
                    .map(slip -> resume(exchange, wave, ticket, slip))
                    .orElseGet(() -> begun(exchange, known)));
        }
        Slip slip = kept.orElseGet(Slip::fresh);
        var admission = new AnswerView.Admission(
                slip.text(), exchange.link("/answer/" + known.wave().id()), guest.unit(), wave.modulus(guest));
        LocalWords words = AnswerWords.in(AnswerPages.language(exchange, known));
        return Optional.of(Reply.page(
                        "survey/welcome.jte",
                        AnswerPages.title(known.wave(), words),
                        AnswerPages.welcome(exchange, known, exchange.link(path(exchange)), Optional.of(admission)))
                .with(keep(exchange, known.wave(), slip)));
    }

    /** Goes to the ballot of a slip, and makes it if the node died right after spending the admission. */
    private static Reply resume(Exchange exchange, AnonymousWave wave, String ticket, Slip slip) {
        return wave.begin(ticket, slip, AnonymousAnswers.Draft.blank(false).bytes())
                .map(secret -> toBallot(exchange, secret))
                .orElseThrow(Problem::notFound);
    }

    private static Reply begun(Exchange exchange, Waves.Known known) {
        LocalWords words = AnswerWords.in(AnswerPages.language(exchange, known));
        String language = AnswerPages.language(exchange, known).toLanguageTag();
        return Reply.page(
                "survey/begun.jte",
                words.say("begun.title"),
                new AnswerView.Begun(words, language, known.wave().title()));
    }

    /** Spends the admission: for what a browser has blinded, or for the slip of one that runs no script. */
    Reply begin(Exchange exchange) {
        Waves.Known known = anonymous(exchange);
        AnonymousWave wave = wave(exchange);
        String ticket = ticket(exchange);
        AnonymousWave.Guest guest = wave.guest(ticket).orElseThrow(Problem::notFound);
        if (!guest.begun()) {
            tickets.refuseBeginner(exchange.workspace(), known.wave(), guest.unit());
        }
        Optional<byte[]> blinded = exchange.form().text("blinded").map(text -> bytes("blinded", text));
        if (blinded.isPresent()) {
            return wave.sign(ticket, blinded.get())
                    .map(signature -> Reply.json(
                            new Signed(Base64.getUrlEncoder().withoutPadding().encodeToString(signature))))
                    .orElseThrow(AdmissionPages::spent);
        }
        Slip slip = Slip.parse(exchange.form().required("slip", 86))
                .orElseThrow(() -> Problem.invalid("slip", "Please open the link of your mail again."));
        return wave.begin(ticket, slip, AnonymousAnswers.Draft.blank(false).bytes())
                .map(secret -> toBallot(exchange, secret).with(keep(exchange, known.wave(), slip)))
                .orElseGet(() -> begun(exchange, known).withStatus(409));
    }

    /** Gives a ballot for a token that a browser has made. */
    Reply redeem(Exchange exchange) {
        anonymous(exchange);
        String secret = exchange.form().required("secret", 43);
        byte[] signature = bytes("signature", exchange.form().required("signature", LONGEST));
        String unit = exchange.form().text("unit").orElse("");
        AnonymousWave wave = wave(exchange);
        if (!wave.knows(unit)
                || !wave.redeem(
                        unit,
                        secret,
                        signature,
                        AnonymousAnswers.Draft.blank(true).bytes())) {
            throw Problem.notFound();
        }
        return toBallot(exchange, secret);
    }

    private Waves.Known anonymous(Exchange exchange) {
        Waves.Known known = tickets.asking(exchange.workspace(), exchange.path("wave"));
        if (!known.wave().privacy().isAnonymous()) {
            throw Problem.notFound();
        }
        return known;
    }

    private static Problem spent() {
        return new Problem(
                409,
                "survey-begun",
                "This link has let somebody in already.",
                "Go on in the browser in which you began: its history has the address of your answers.");
    }

    private static byte[] bytes(String field, String text) {
        try {
            return Base64.getUrlDecoder().decode(text.length() <= LONGEST ? text : "!");
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(field, "Give base64url without padding.");
        }
    }

    private static AnonymousWave wave(Exchange exchange) {
        return AnonymousAnswers.of(exchange.workspace(), exchange.path("wave"));
    }

    private static String ticket(Exchange exchange) {
        return WaveKey.ballotId(exchange.path("wave"), exchange.path("ticket"));
    }

    private static String secret(Exchange exchange) {
        return exchange.path("ticket");
    }

    private static String path(Exchange exchange) {
        return "/answer/" + exchange.path("wave") + "/" + exchange.path("ticket");
    }

    private static Reply toBallot(Exchange exchange, String secret) {
        return Reply.redirect(exchange.link("/answer/" + exchange.path("wave") + "/" + secret));
    }

    /** For one link alone: who else uses the browser has another link, or none. */
    private static String cookie(Exchange exchange) {
        try {
            byte[] named =
                    ("slip:" + exchange.path("wave") + ":" + exchange.path("ticket")).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(named);
            return "__Host-slip-" + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static Reply.Cookie keep(Exchange exchange, Wave wave, Slip slip) {
        Duration left = Duration.between(exchange.workspace().clock().instant(), wave.closes());
        return new Reply.Cookie(cookie(exchange), slip.text(), Math.max(1, left.toSeconds()), false);
    }
}
