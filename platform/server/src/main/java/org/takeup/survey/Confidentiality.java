package org.takeup.survey;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.takeup.language.LocalWords;

/**
 * What respondents are promised, fixed when the wave is opened and never loosened. The page that asks, the code that keeps
 * and the code that counts read the same object.
 *
 * @param mode how answers are kept
 * @param smallestGroup respondents that a shown figure rests on at least
 */
public record Confidentiality(Mode mode, int smallestGroup) {
    private static final int LEAST = 3;

    /** How answers are kept. */
    public enum Mode {
        /** Nothing that is stored joins an answer to its person, at any time. */
        ANONYMOUS,
        /** A sealed key joins them until the wave closes; only saving, reminders and the separation use it. */
        CONFIDENTIAL,
        /** Each answer keeps its person, and planners read it. */
        NAMED;

        /** For planners. */
        public String title() {
            return switch (this) {
                case ANONYMOUS -> "Anonymous";
                case CONFIDENTIAL -> "Confidential";
                case NAMED -> "Named";
            };
        }

        /** As the API and forms write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Mode> parse(String word) {
            return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
        }
    }

    /** The larger of what the tenant and the instrument ask for, and never below {@value #LEAST}. */
    static Confidentiality of(Mode mode, int tenant, int instrument) {
        return new Confidentiality(mode, Math.max(LEAST, Math.max(tenant, instrument)));
    }

    static Confidentiality confidential(int smallestGroup) {
        return new Confidentiality(Mode.CONFIDENTIAL, smallestGroup);
    }

    public boolean isAnonymous() {
        return mode == Mode.ANONYMOUS;
    }

    public boolean isNamed() {
        return mode == Mode.NAMED;
    }

    /** Who will see what, in one sentence. */
    public String promise(LocalWords words) {
        return words.say("promise." + mode.word(), "n", smallestGroup);
    }

    /** How that is kept, in another one. */
    public String how(LocalWords words) {
        return words.say("promise." + mode.word() + ".how", Map.of("n", smallestGroup));
    }
}
