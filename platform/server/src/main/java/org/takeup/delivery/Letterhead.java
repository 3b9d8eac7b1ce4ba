package org.takeup.delivery;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.delivery.Written.Header;

/**
 * What the mails of a sender have in common.
 *
 * @param from as shown
 * @param key with which its mails are signed, if it has one
 */
record Letterhead(Sender from, Optional<DkimKey> key) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /**
     * What is this mail's alone.
     *
     * @param id unique, and the same whenever the mail is repeated
     * @param returnPath where it comes back to; if nothing, to the sender
     * @param unsubscribe the link of RFC 8058 of a mail that people may do without
     */
    record Own(String id, Optional<String> returnPath, Optional<URI> unsubscribe) {
        static Own of(String id) {
            return new Own(id, Optional.empty(), Optional.empty());
        }
    }

    Parcel write(Mail mail, String to, Own own, Instant now) {
        Address.require(to);
        Sender shown = mail.voice()
                .map(voice -> new Sender(voice.name(), from.address()))
                .orElse(from);
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Date", DATE.format(now.atOffset(ZoneOffset.UTC))));
        headers.add(new Header("From", shown.header()));
        headers.add(new Header("To", to));
        mail.voice().flatMap(Mail.Voice::replyTo).ifPresent(address -> headers.add(new Header("Reply-To", address)));
        headers.add(new Header("Subject", EncodedWords.orPlain(mail.subject())));
        headers.add(new Header("Message-ID", "<" + own.id() + "@" + from.domain() + ">"));
        // RFC 3834: no holiday notices back, please.
        headers.add(new Header("Auto-Submitted", "auto-generated"));
        own.unsubscribe().ifPresent(link -> {
            headers.add(new Header("List-Unsubscribe", "<" + link.toASCIIString() + ">"));
            headers.add(new Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        });
        headers.add(new Header("MIME-Version", "1.0"));
        Written body = Mime.write(mail, own.id());
        headers.addAll(body.headers());
        return new Parcel(own.returnPath().orElse(from.address()), to, signed(new Written(headers, body.body()), now));
    }

    /** A key signs for its own domain and what is below it: other mails go unsigned rather than with a false name. */
    private Written signed(Written mail, Instant now) {
        return key.filter(own -> from.domain().equalsIgnoreCase(own.domain())
                        || from.domain().toLowerCase(Locale.ROOT).endsWith("." + own.domain()))
                .map(own -> {
                    List<Header> headers = new ArrayList<>();
                    headers.add(Dkim.sign(mail, own, now));
                    headers.addAll(mail.headers());
                    return new Written(headers, mail.body());
                })
                .orElse(mail);
    }
}
