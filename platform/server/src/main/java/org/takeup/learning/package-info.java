/**
 * Learning data: imports through LMS connectors, what each person did, and take-up per week counted from it. Touches
 * plugins through their guard, people through the directory, and its own collections.
 */
@NullMarked
package org.takeup.learning;

import org.jspecify.annotations.NullMarked;
