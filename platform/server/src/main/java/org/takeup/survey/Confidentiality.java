package org.takeup.survey;

/**
 * What respondents are promised, fixed when the wave is opened. The page that asks and the code that counts read the same
 * object.
 *
 * @param smallestGroup respondents that a shown figure rests on at least
 */
public record Confidentiality(int smallestGroup) {
    private static final int LEAST = 3;

    /** The larger of what the tenant and the instrument ask for, and never below {@value #LEAST}. */
    static Confidentiality of(int tenant, int instrument) {
        return new Confidentiality(Math.max(LEAST, Math.max(tenant, instrument)));
    }
}
