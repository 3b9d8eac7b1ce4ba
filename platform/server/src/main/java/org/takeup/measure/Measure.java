package org.takeup.measure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.LocalizedText;

/**
 * One thing that can be done.
 *
 * @param id of the library in words, of a workspace's own in hexadecimal
 * @param doing what to do
 * @param answers the needs that it answers, by id, and how well
 * @param days of work, in person-days
 * @param weeks from the decision to the first effect that one can see
 * @param who must act
 * @param sign by which one sees that it works
 * @param data where the sign is read
 * @param own what a workspace's own measure has besides; empty for one of the library
 */
public record Measure(
        String id,
        LocalizedText name,
        LocalizedText doing,
        Map<String, Fit> answers,
        Effort effort,
        Range days,
        Range weeks,
        List<Actor> who,
        List<Format> formats,
        Evidence evidence,
        LocalizedText sign,
        List<Data> data,
        Optional<Own> own) {
    /** A win that people notice soon: small effort, and the first effect within so many weeks. */
    static final int SOON = 6;

    public Measure {
        answers = Map.copyOf(answers);
        who = List.copyOf(who);
        formats = List.copyOf(formats);
        data = List.copyOf(data);
    }

    /** How well a measure answers a need. */
    public enum Fit {
        DIRECT(1),
        PARTLY(0.5);

        private final double part;

        Fit(double part) {
            this.part = part;
        }

        /** The part of the need that counts. */
        double part() {
            return part;
        }
    }

    /** How much work it is. */
    public enum Effort {
        S(1),
        M(0.85),
        L(0.7);

        private final double factor;

        Effort(double factor) {
            this.factor = factor;
        }

        double factor() {
            return factor;
        }
    }

    /** Who must act. */
    public enum Actor {
        LEARNING_TEAM,
        SPONSOR,
        LINE_MANAGERS,
        TRAINERS,
        CHAMPIONS,
        LEARNERS,
        COMMUNICATIONS,
        HR,
        IT
    }

    /** What form it takes. */
    public enum Format {
        MEETING,
        WORKSHOP,
        MAIL,
        CHAT,
        POSTER,
        VIDEO,
        CALENDAR,
        INTRANET,
        REPORT,
        SURVEY,
        COURSE,
        BADGE,
        CHECKLIST
    }

    /** Where a figure is from. */
    public enum Data {
        SURVEY,
        LEARNING_DATA,
        PLAN_RECORDS,
        BUSINESS_FIGURES,
        OWN_COUNT
    }

    /** How well it is known that something works. */
    public enum Strength {
        /** Controlled studies of this very thing, taken together. */
        STRONG(1),
        /** Controlled studies of it elsewhere, taken together. */
        MODERATE(0.85),
        /** Surveys that show what goes together. */
        SOME(0.75),
        /** What practitioners say. */
        EXPERIENCE(0.65);

        private final double factor;

        Strength(double factor) {
            this.factor = factor;
        }

        double factor() {
            return factor;
        }
    }

    /** @param sources where it is from, each in the language of the work; may be empty for own experience */
    public record Evidence(Strength strength, List<String> sources) {
        public Evidence {
            sources = List.copyOf(sources);
        }
    }

    /** From and to, both included. */
    public record Range(int from, int to) {
        /** @throws IllegalArgumentException unless 0 &lt;= from &lt;= to */
        public Range {
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("A range from " + from + " to " + to);
            }
        }
    }

    /**
     * What a workspace's own measure has besides.
     *
     * @param archived it is proposed no more, and stays where it was used
     * @param version grows with each change
     */
    public record Own(boolean archived, long version) {}

    /** Whether people may notice it soon for little work. */
    public boolean quick() {
        return effort == Effort.S && weeks.to() <= SOON;
    }

    public boolean archived() {
        return own.map(Own::archived).orElse(false);
    }
}
