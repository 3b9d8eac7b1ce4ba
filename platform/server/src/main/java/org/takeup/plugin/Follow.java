package org.takeup.plugin;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which version of a plugin a workspace wants: the one of a channel, or one version and no other.
 *
 * @param channel the channel that is followed; of a pinned version it is the one that helps out while the pinned one is
 *     not on this node yet
 * @param pinned the one version that is wanted, if it is pinned
 */
public record Follow(Channel channel, Optional<String> pinned) {
    /** What a workspace follows until its admin says otherwise. */
    public static final Follow STABLE = new Follow(Channel.STABLE, Optional.empty());

    private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z.-]{0,60}");

    /** Two ways to take part in what is new. */
    public enum Channel {
        /** What the operator has released for everybody. */
        STABLE("stable"),
        /** The newest version, before it is released for everybody. */
        NEXT("next");

        private final String word;

        Channel(String word) {
            this.word = word;
        }

        /** As it is written in the API. */
        public String word() {
            return word;
        }
    }

    /** Reads {@code stable}, {@code next} or a version. Empty if it is none of them. */
    public static Optional<Follow> of(String word) {
        for (Channel channel : Channel.values()) {
            if (channel.word.equals(word)) {
                return Optional.of(new Follow(channel, Optional.empty()));
            }
        }
        return VERSION.matcher(word).matches()
                ? Optional.of(new Follow(Channel.STABLE, Optional.of(word)))
                : Optional.empty();
    }

    /** What {@link #of} reads. */
    public String word() {
        return pinned.orElse(channel.word);
    }
}
