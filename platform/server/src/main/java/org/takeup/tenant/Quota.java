package org.takeup.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How much the operator lets a tenant use. What is null has no limit but the installation's.
 *
 * @param people active ones in the directory
 * @param mailsADay that go out between two midnights, UTC
 * @param megabytes of stored data
 * @param apiADay requests of programs between two midnights, UTC
 * @param apiAMinute requests of one caller on one node, in place of the installation's limit
 */
public record Quota(
        @Nullable Long people,
        @Nullable Long mailsADay,
        @Nullable Long megabytes,
        @Nullable Long apiADay,
        @Nullable Long apiAMinute) {
    /** No limit of any kind. */
    public static final Quota NONE = new Quota(null, null, null, null, null);

    /** The largest number that can be given. */
    public static final long MOST = 1_000_000_000;

    /** What is limited. The name is what the API calls it. */
    public enum Kind {
        PEOPLE("people", "People"),
        MAILS_A_DAY("mailsADay", "Mails today"),
        MEGABYTES("megabytes", "Stored data in MB"),
        API_A_DAY("apiADay", "API requests today"),
        API_A_MINUTE("apiAMinute", "API requests of one caller in a minute");

        private final String member;
        private final String words;

        Kind(String member, String words) {
            this.member = member;
            this.words = words;
        }

        public String member() {
            return member;
        }

        public String words() {
            return words;
        }
    }

    /** The limit of a kind, if there is one. */
    public OptionalLong of(Kind kind) {
        Long value = switch (kind) {
            case PEOPLE -> people;
            case MAILS_A_DAY -> mailsADay;
            case MEGABYTES -> megabytes;
            case API_A_DAY -> apiADay;
            case API_A_MINUTE -> apiAMinute;
        };
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** The members that are out of range. */
    public List<String> wrong() {
        var wrong = new ArrayList<String>();
        for (Kind kind : Kind.values()) {
            OptionalLong value = of(kind);
            if (value.isPresent() && (value.getAsLong() < 1 || value.getAsLong() > MOST)) {
                wrong.add(kind.member());
            }
        }
        return wrong;
    }

    Document write() {
        var document = new Document();
        for (Kind kind : Kind.values()) {
            of(kind).ifPresent(value -> document.append(kind.member(), value));
        }
        return document;
    }

    static Quota read(@Nullable Document document) {
        return document == null
                ? NONE
                : new Quota(
                        document.getLong(Kind.PEOPLE.member()),
                        document.getLong(Kind.MAILS_A_DAY.member()),
                        document.getLong(Kind.MEGABYTES.member()),
                        document.getLong(Kind.API_A_DAY.member()),
                        document.getLong(Kind.API_A_MINUTE.member()));
    }
}
