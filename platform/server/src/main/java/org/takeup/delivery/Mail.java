package org.takeup.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A composed mail.
 *
 * @param subject one line, at most 200 characters
 * @param text plain text; lines may be of any length, so that links stay whole
 * @param html the same for mail programs that show it; the plain text is its twin and always there
 * @param voice in whose name it is, if not in the sender's own
 * @param attachments in this order; a {@code text/calendar} with a {@code method} is shown as an invitation
 */
public record Mail(
        String subject, String text, Optional<String> html, Optional<Voice> voice, List<Attachment> attachments) {
    private static final int LONGEST_SUBJECT = 200;

    /**
     * In whose name a mail is. It is sent from the sender's address all the same.
     *
     * @param name shown in place of the sender's name
     * @param replyTo where answers go; if nothing, to the sender
     */
    public record Voice(String name, Optional<String> replyTo) {
        private static final int LONGEST_NAME = 200;

        /** @throws IllegalArgumentException if the name could begin a header of its own, or the address is no plain one */
        public Voice {
            if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Address::breaksHeader)) {
                throw new IllegalArgumentException("A name is one line of 1 to " + LONGEST_NAME + " characters");
            }
            replyTo.ifPresent(Address::require);
        }
    }

    /**
     * A file that goes with a mail.
     *
     * @param name shown as the file's name: one line without quotes or slashes
     * @param mediaType such as {@code text/calendar}
     * @param bytes not copied; must not be changed afterwards
     * @param parameters of the media type, such as {@code method=REQUEST} (RFC 6047)
     */
    @SuppressWarnings("ArrayRecordComponent") // Files are large, and compared by nobody.
    public record Attachment(String name, String mediaType, byte[] bytes, Map<String, String> parameters) {
        private static final int LONGEST_NAME = 100;
        private static final int MOST_BYTES = 10 * 1024 * 1024;
        private static final Pattern TYPE = Pattern.compile("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,80}");
        private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._-]{1,60}");

        /** @throws IllegalArgumentException if a part could begin a header of its own, or the file is larger than 10 MB */
        public Attachment {
            parameters = Map.copyOf(parameters);
            boolean plainName = !name.isBlank()
                    && name.length() <= LONGEST_NAME
                    && name.chars().noneMatch(each -> Address.breaksHeader(each) || "\"\\/".indexOf(each) >= 0);
            if (!plainName) {
                throw new IllegalArgumentException(
                        "A file's name is one line of 1 to " + LONGEST_NAME + " characters without quotes or slashes");
            }
            if (!TYPE.matcher(mediaType).matches()) {
                throw new IllegalArgumentException("A media type is written like text/calendar");
            }
            parameters.forEach((key, value) -> {
                if (!TOKEN.matcher(key).matches() || !TOKEN.matcher(value).matches()) {
                    throw new IllegalArgumentException("A parameter of a media type is written like method=REQUEST");
                }
            });
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException("A file that goes with a mail has at most 10 MB");
            }
        }

        /** Whether mail programs show it as an invitation, an update or a cancellation. */
        boolean isInvitation() {
            return mediaType.equals("text/calendar") && parameters.containsKey("method");
        }
    }

    /** In the sender's own name, as plain text. */
    public Mail(String subject, String text) {
        this(subject, text, Optional.empty(), Optional.empty(), List.of());
    }

    /** @throws IllegalArgumentException if the subject is blank, too long or more than one line: no header can be smuggled in */
    public Mail {
        attachments = List.copyOf(attachments);
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException("A subject has 1 to " + LONGEST_SUBJECT + " characters");
        }
        if (subject.chars().anyMatch(Address::breaksHeader)) {
            throw new IllegalArgumentException("A subject is one line without control characters");
        }
    }

    /** The same with another form for mail programs that show HTML. */
    public Mail withHtml(String written) {
        return new Mail(subject, text, Optional.of(written), voice, attachments);
    }

    /** The same in somebody's name. */
    public Mail withVoice(Voice other) {
        return new Mail(subject, text, html, Optional.of(other), attachments);
    }

    /** The same with one file more. */
    public Mail withAttachment(Attachment attachment) {
        var all = new ArrayList<>(attachments);
        all.add(attachment);
        return new Mail(subject, text, html, voice, all);
    }
}
