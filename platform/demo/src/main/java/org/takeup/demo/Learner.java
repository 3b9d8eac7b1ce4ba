package org.takeup.demo;

/**
 * Somebody in a sample organisation's learning system: a person who can sign in, or one of the invented colleagues.
 *
 * @param employeeNumber the organisation's own key
 * @param givenName first name
 * @param familyName last name
 * @param email unique address at the organisation's domain, lower case
 * @param unit index into the organisation's units
 */
public record Learner(String employeeNumber, String givenName, String familyName, String email, int unit) {
    String sourcedId() {
        return "u-" + employeeNumber;
    }
}
