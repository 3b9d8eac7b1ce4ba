package org.takeup.people;

/** A segment and how many active people it has now. */
public record SizedSegment(Segment segment, long size) {}
