package org.takeup.message.check;

/**
 * A word that few people use, with what to say instead.
 *
 * @param term one word or a few
 * @param instead plain words; empty if the audience uses the term itself, so that nothing is proposed
 * @param theirs whether the audience itself says so, and not everybody
 */
public record Term(String term, String instead, boolean theirs) {
    /** A term for everybody. */
    public Term(String term, String instead) {
        this(term, instead, false);
    }

    /** Of either part, in characters. */
    public static final int LONGEST = 60;
}
