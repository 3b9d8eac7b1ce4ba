package org.takeup.delivery;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a mail server says about a mail of ours: that it could not deliver it (RFC 3464), or that its person called it
 * unwanted (RFC 5965). Only the parts that machines write are read, and only so much of them.
 *
 * @param says what it says
 * @param words for the planner: status and the server's own words, cut
 * @param addresses in which our return path may stand, as texts
 */
record Report(Says says, String words, List<String> addresses) {
    private static final int MOST_PARTS = 20;
    private static final int MOST_BYTES = 64 * 1024;
    private static final int LONGEST_WORDS = 300;
    private static final Pattern STATUS = Pattern.compile("([245])\\.\\d{1,3}\\.\\d{1,3}");
    private static final Pattern FOLD = Pattern.compile("\r?\n[ \t]+");
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    /** Headers in which servers put the address that a report was sent to. */
    private static final List<String> SENT_TO =
            List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To");

    /** What became of the mail. */
    enum Says {
        /** It will never arrive. */
        FAILED,
        /** It has not arrived yet, or not this time. */
        DELAYED,
        /** Its person called it unwanted. */
        UNWANTED
    }

    /** @return nothing if it is no report, or says nothing that matters */
    static Optional<Report> of(MimeMessage message) throws MessagingException, IOException {
        ContentType type =
                new ContentType(Optional.ofNullable(message.getContentType()).orElse("text/plain"));
        if (!type.match("multipart/report")) {
            return Optional.empty();
        }
        List<String> addresses = new ArrayList<>();
        for (String name : SENT_TO) {
            addresses.addAll(values(message, name));
        }
        Map<String, String> status = new HashMap<>();
        Map<String, String> feedback = new HashMap<>();
        var parts = new MimeMultipart(message.getDataHandler().getDataSource());
        for (int at = 0; at < Math.min(parts.getCount(), MOST_PARTS); at++) {
            BodyPart part = parts.getBodyPart(at);
            if (part.isMimeType("message/delivery-status")) {
                status.putAll(fields(text(part)));
            } else if (part.isMimeType("message/feedback-report")) {
                feedback.putAll(fields(text(part)));
            } else if (part.isMimeType("message/rfc822") || part.isMimeType("text/rfc822-headers")) {
                Optional.ofNullable(fields(head(text(part))).get("return-path")).ifPresent(addresses::add);
            }
        }
        Optional.ofNullable(feedback.get("original-mail-from")).ifPresent(addresses::add);
        return feedback.containsKey("feedback-type") ? unwanted(feedback, addresses) : undelivered(status, addresses);
    }

    private static Optional<Report> unwanted(Map<String, String> feedback, List<String> addresses) {
        String type = String.valueOf(feedback.get("feedback-type")).toLowerCase(Locale.ROOT);
        boolean complaint = type.equals("abuse") || type.equals("opt-out");
        return complaint ? Optional.of(new Report(Says.UNWANTED, type, addresses)) : Optional.empty();
    }

    private static Optional<Report> undelivered(Map<String, String> fields, List<String> addresses) {
        var status = STATUS.matcher(fields.getOrDefault("status", ""));
        String action =
                fields.getOrDefault("action", "").toLowerCase(Locale.ROOT).strip();
        boolean bad = action.equals("failed") || action.equals("delayed");
        if (!bad || !status.find()) {
            return Optional.empty();
        }
        // A full mailbox is empty again some day (RFC 3463, 3.3).
        boolean forGood = action.equals("failed")
                && status.group(1).equals("5")
                && !status.group().equals("5.2.2");
        String words = status.group() + " " + fields.getOrDefault("diagnostic-code", "");
        return Optional.of(new Report(forGood ? Says.FAILED : Says.DELAYED, plain(words), addresses));
    }

    private static String plain(String words) {
        String line = CONTROLS.matcher(words).replaceAll(" ").strip();
        return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS);
    }

    private static List<String> values(Part part, String name) throws MessagingException {
        String[] values = part.getHeader(name);
        return values == null
                ? List.of()
                : Arrays.stream(values).limit(MOST_PARTS).toList();
    }

    /** The first so many bytes, decoded. */
    private static String text(Part part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static String head(String message) {
        int end = message.replace("\r\n", "\n").indexOf("\n\n");
        return end < 0 ? message : message.replace("\r\n", "\n").substring(0, end);
    }

    /** Fields by their names in lower case; the first of each counts, so that what is added below changes nothing. */
    private static Map<String, String> fields(String text) {
        var fields = new HashMap<String, String>();
        FOLD.matcher(text).replaceAll(" ").lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        });
        return fields;
    }
}
