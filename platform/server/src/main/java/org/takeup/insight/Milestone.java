package org.takeup.insight;

import java.time.LocalDate;

/** Something that was done for take-up: a step of a plan that was sent. @param on in the workspace's zone */
public record Milestone(LocalDate on, String title) {}
