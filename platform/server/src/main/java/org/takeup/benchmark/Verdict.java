package org.takeup.benchmark;

import java.util.List;
import java.util.Optional;

/**
 * What a check of the benchmark's ledger found.
 *
 * @param entries how many were read
 * @param fault what is wrong first, in a sentence, or empty
 * @param years what was given away, computed anew from the releases
 */
public record Verdict(long entries, Optional<String> fault, List<Year> years) {
    public Verdict {
        years = List.copyOf(years);
    }

    /**
     * What a year's releases of an instrument add up to, for whoever was in all of them.
     *
     * @param respondent epsilon of a respondent
     * @param organisation epsilon of an organisation
     */
    public record Year(int year, String instrument, int releases, double respondent, int organisation) {}
}
