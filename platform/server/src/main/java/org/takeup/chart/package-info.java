/**
 * Charts as plain numbers that templates draw as SVG on the server. Pure functions: values in, places on the canvas out;
 * touches nothing else.
 */
@NullMarked
package org.takeup.chart;

import org.jspecify.annotations.NullMarked;
