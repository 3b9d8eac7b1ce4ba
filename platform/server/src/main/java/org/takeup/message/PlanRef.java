package org.takeup.message;

/** A step of a plan. */
public record PlanRef(String planId, String stepId) {}
