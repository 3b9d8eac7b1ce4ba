package org.takeup.demo;

/**
 * One sample person who can sign in.
 *
 * @param username the name to type at the company's sign-in; unique within the company only
 * @param givenName first name
 * @param familyName last name
 * @param email unique address at the company's domain
 * @param group what the company's directory says the person is part of
 * @param employeeNumber the company's own key for the person
 * @param unit the organisational unit's name
 */
public record Person(
        String username,
        String givenName,
        String familyName,
        String email,
        Group group,
        String employeeNumber,
        String unit) {

    /** Given and family name, as on a door plate. */
    public String name() {
        return givenName + " " + familyName;
    }

    /** The groups that the sample companies keep in their directories. */
    public enum Group {
        LEARNING_LEADS("learning-leads", "head of learning and development"),
        LEARNING_TEAM("learning-team", "planner in the learning team"),
        LINE_MANAGERS("line-managers", "line manager"),
        NONE("", "learner");

        private final String directoryName;
        private final String title;

        Group(String directoryName, String title) {
            this.directoryName = directoryName;
            this.title = title;
        }

        /** The group's name in the company's directory and in the tokens; empty for {@link #NONE}. */
        public String directoryName() {
            return directoryName;
        }

        /** What a person in this group is, in plain words. */
        public String title() {
            return title;
        }

        static Group named(String directoryName) {
            for (Group group : values()) {
                if (group.directoryName.equals(directoryName)) {
                    return group;
                }
            }
            throw new IllegalArgumentException("No sample group is called '" + directoryName + "'.");
        }
    }
}
