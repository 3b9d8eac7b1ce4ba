package org.takeup.survey;

import java.util.Map;
import org.takeup.people.Segment;

/** Whom a wave asks. Only active people of the directory are asked, whoever belongs to it. */
public sealed interface Audience {
    /** Everybody of a segment, also those who join it while the wave is open. */
    record Whole(Segment segment) implements Audience {}

    /**
     * People who were named one by one; the store has their ids.
     *
     * @param people how many were named
     */
    record Named(int people) implements Audience {}

    /**
     * A random part of a segment.
     *
     * @param limits the last place that is in the sample, for each stratum, as {@link Sample#limits} drew it; empty until
     *     the wave opens
     */
    record Drawn(Segment segment, Sample sample, Map<String, String> limits) implements Audience {
        public Drawn {
            limits = Map.copyOf(limits);
        }
    }

    /**
     * A part of a segment that nobody is of who was asked lately: {@link Rotation}.
     *
     * @param sample how many, and the seed that decides between those who were last asked on the same day
     * @param draw what the people are kept under who were drawn; empty until the wave opens
     * @param people how many were drawn
     */
    record Panel(Segment segment, Sample sample, String draw, int people) implements Audience {
        boolean isDrawn() {
            return !draw.isEmpty();
        }

        Panel drawn(String id, int many) {
            return new Panel(segment, sample, id, many);
        }
    }

    static Audience of(Segment segment) {
        return new Whole(segment);
    }

    /** The part of the directory that its people are of. */
    default Segment segment() {
        return switch (this) {
            case Whole whole -> whole.segment();
            case Named _ -> Segment.everybody();
            case Drawn drawn -> drawn.segment();
            case Panel panel -> panel.segment();
        };
    }

    /** What people call it. */
    default String label() {
        return switch (this) {
            case Whole whole -> whole.segment().label();
            case Named named -> named.people() + " people who were named";
            case Drawn drawn ->
                drawn.sample().label() + " of " + drawn.segment().label();
            case Panel panel ->
                panel.sample().label() + ", in turn, of " + panel.segment().label();
        };
    }
}
