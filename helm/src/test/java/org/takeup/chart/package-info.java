/** Renders the chart and holds it against Kubernetes' schemas and our own rules. It touches no cluster and no network. */
@NullMarked
package org.takeup.chart;

import org.jspecify.annotations.NullMarked;
