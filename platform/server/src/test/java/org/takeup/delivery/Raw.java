package org.takeup.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Mails as they went over the wire. */
final class Raw {
    private Raw() {}

    /** As the conversation would send it, without dots that are doubled. */
    static String of(Parcel parcel) {
        var raw = new StringBuilder();
        parcel.mail()
                .headers()
                .forEach(header -> raw.append(header.name())
                        .append(": ")
                        .append(header.value())
                        .append("\r\n"));
        return raw.append("\r\n")
                .append(parcel.mail().body().replace("\n", "\r\n"))
                .toString();
    }

    /** What {@link ScriptedSmtp} kept, with its line ends as they were. */
    static String kept(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n");
    }

    /** Read by a parser that is not ours. */
    static MimeMessage parse(String raw) throws MessagingException {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(raw.getBytes(StandardCharsets.US_ASCII)));
    }
}
