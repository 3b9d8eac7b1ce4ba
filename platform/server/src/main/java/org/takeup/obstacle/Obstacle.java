package org.takeup.obstacle;

import java.time.Instant;

/**
 * Something that gets in somebody's way, in their own words.
 *
 * @param order sorts by moment
 * @param person who told, so that it goes when they are erased; shown to nobody
 * @param barrier id in the catalogue, {@link #NONE}, or empty while it waits in the queue
 * @param version grows with each change of the barrier
 */
public record Obstacle(String id, String order, String text, Instant at, String person, String barrier, long version) {
    /** In place of a barrier, for what belongs to none of the catalogue. */
    public static final String NONE = "none";
}
