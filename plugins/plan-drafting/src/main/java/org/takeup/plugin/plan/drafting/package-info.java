/**
 * How plans around a launch are drafted and read: circles of stakeholders, days, voices and checks. What is said, to whom and
 * when is the builder's own {@link Playbook}. These sources are compiled into each package that uses them, because a package
 * brings all its classes.
 */
@NullMarked
package org.takeup.plugin.plan.drafting;

import org.jspecify.annotations.NullMarked;
