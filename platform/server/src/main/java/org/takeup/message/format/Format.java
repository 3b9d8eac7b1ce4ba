package org.takeup.message.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a message can be made into. */
public enum Format {
    MAIL("E-mail", "text/html; charset=utf-8", "html", "subject of 78 characters, 102 kB"),
    SLACK("Slack message", "application/json", "json", "3,000 characters a block, 50 blocks"),
    TEAMS("Teams card", "application/json", "json", "28 kB"),
    IN_APP("In the app", "text/html; charset=utf-8", "html", "a title of 80 characters"),
    SMS(
            "Text message",
            "text/plain; charset=utf-8",
            "txt",
            "one message: 160 characters, or 70 with others than GSM-7's"),
    POSTER("Poster", "application/pdf", "pdf", "one page, 40 words"),
    TALKING_POINTS("Talking points", "application/pdf", "pdf", "one page, 60 seconds at 130 words a minute"),
    SLIDE("Slide", "application/pdf", "pdf", "one slide, six points"),
    FAQ("Question and answer", "text/plain; charset=utf-8", "txt", "an answer of 150 words"),
    INTRANET("Intranet", "text/html; charset=utf-8", "html", "no scripts, no styles"),
    INVITATION("Calendar entry", "text/calendar; charset=utf-8", "ics", "lines of 75 bytes");

    private final String label;
    private final String mediaType;
    private final String ending;
    private final String limit;

    Format(String label, String mediaType, String ending, String limit) {
        this.label = label;
        this.mediaType = mediaType;
        this.ending = ending;
        this.limit = limit;
    }

    /** What pages call it. */
    public String label() {
        return label;
    }

    public String mediaType() {
        return mediaType;
    }

    /** How names of such files end, without a dot. */
    public String ending() {
        return ending;
    }

    /** Whether it is a sheet, to be printed or projected. */
    public boolean sheet() {
        return mediaType.equals("application/pdf");
    }

    /** The channel's limit, in words. */
    public String limit() {
        return limit;
    }

    /** How it is written in addresses: {@code talking-points}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Format> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }
}
