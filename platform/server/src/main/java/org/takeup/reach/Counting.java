package org.takeup.reach;

/**
 * What a workspace has switched on. Both are off until somebody decides otherwise.
 *
 * @param clicks whether it is counted that people follow links of mails
 * @param version 0 if nobody has decided yet
 */
public record Counting(boolean clicks, long version) {
    static final Counting OFF = new Counting(false, 0);
}
