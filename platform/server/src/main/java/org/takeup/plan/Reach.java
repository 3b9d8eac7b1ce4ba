package org.takeup.plan;

import org.takeup.people.Segment;

/** How a stakeholder is reached by mail. */
public sealed interface Reach {
    /** Not by mail; somebody speaks to them. */
    record Nobody() implements Reach {}

    /** One mailbox of the organisation. */
    record Mailbox(String address) implements Reach {}

    /** The people of a segment, whoever belongs to it when it is time. */
    record People(Segment segment) implements Reach {}

    /** One person of the directory. */
    record Person(String personId) implements Reach {}
}
