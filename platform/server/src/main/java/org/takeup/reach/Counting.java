package org.takeup.reach;

/**
 * What a workspace has switched on. Both are off until somebody decides otherwise.
 *
 * @param clicks whether it is counted that people follow links of mails
 * @param opens whether it is counted that people open mails, those who have said that we may see it
 * @param version 0 if nobody has decided yet
 */
public record Counting(boolean clicks, boolean opens, long version) {
    static final Counting OFF = new Counting(false, false, 0);
}
