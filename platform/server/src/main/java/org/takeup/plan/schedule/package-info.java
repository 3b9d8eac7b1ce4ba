/**
 * When things may happen: working days and holidays of a region, recurring days, moments in a zone, steps that wait for
 * others. Pure: knows no store, no tenant and no clock.
 */
@NullMarked
package org.takeup.plan.schedule;

import org.jspecify.annotations.NullMarked;
