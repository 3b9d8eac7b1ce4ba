package org.takeup.demo;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A mail that the catcher has taken.
 *
 * @param number counts up from 1 in the order of arrival
 * @param receivedAt when it came
 * @param from the sender as written in the header
 * @param to the one recipient that this copy was delivered to
 * @param subject the decoded subject
 * @param text the plain text; empty if the mail has none
 * @param html the HTML part as it came, not cleaned; empty if the mail has none
 * @param attachments names of the other parts
 */
public record Mail(
        long number,
        Instant receivedAt,
        String from,
        String to,
        String subject,
        String text,
        String html,
        List<String> attachments) {

    /** Reads a received message; a part that cannot be decoded is named as an attachment and otherwise left out. */
    static Mail of(long number, Instant receivedAt, MimeMessage message, String recipient) throws MessagingException {
        Parts parts = new Parts();
        parts.take(message);
        String from = message.getFrom() == null
                ? ""
                : Arrays.stream(message.getFrom()).map(Object::toString).collect(Collectors.joining(", "));
        String subject = message.getSubject() == null ? "(no subject)" : message.getSubject();
        return new Mail(
                number,
                receivedAt,
                from,
                recipient,
                subject,
                parts.text.toString(),
                parts.html.toString(),
                List.copyOf(parts.attachments));
    }

    /** Sorts the parts of a message by what they are for. */
    private static final class Parts {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
        private final List<String> attachments = new ArrayList<>();

        void take(Part part) throws MessagingException {
            try {
                switch (part.getContent()) {
                    case Multipart several -> {
                        for (int i = 0; i < several.getCount(); i++) {
                            take(several.getBodyPart(i));
                        }
                    }
                    case String words
                    when part.getFileName() == null && part.isMimeType("text/plain") -> text.append(words);
                    case String words
                    when part.getFileName() == null && part.isMimeType("text/html") -> html.append(words);
                    default -> attachments.add(name(part));
                }
            } catch (IOException e) {
                attachments.add(name(part));
            }
        }

        private static String name(Part part) throws MessagingException {
            return part.getFileName() == null ? part.getContentType() : part.getFileName();
        }
    }
}
