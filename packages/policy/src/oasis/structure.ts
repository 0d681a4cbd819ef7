import type { OasisCase } from './case.ts';

/** An aggregation at a level, with the items under it and its profiles by layer. */
export type Node = {
  readonly level: number;
  readonly agg: number;
  readonly items: ReadonlySet<number>;
  /** Profile and layer, in the order of the layers; empty for a node without terms. */
  readonly profiles: readonly { readonly layer: number; readonly profile: number }[];
  /** Layers that run through the node. */
  layers: number;
  /** One profile for the sum of all layers. */
  mergesLayers: boolean;
  /** The layers by name, where the node takes them from. */
  layerIds: readonly number[];
};

/** Nodes by level, upwards, and the nodes of single items. */
export type Structure = {
  readonly levels: readonly (readonly Node[])[];
  readonly byItem: ReadonlyMap<number, Node>;
};

/**
 * The tree of a case. Layers are handed down from the node that defines them; a node above them that has fewer profiles
 * than layers merges them.
 */
export function structureOf({ programme, policytc, items }: OasisCase): Structure {
  // With several perils, level 1 groups items into coverages, and the items themselves are level 0.
  const grouped = programme.some(([from, level, to]) => level === 1 && from !== to);
  const start = grouped ? 0 : 1;
  const top = Math.max(start, ...programme.map(([, level]) => level));
  const nodes = new Map<string, Node>();
  const key = (level: number, agg: number) => `${level}/${agg}`;
  const profiles = new Map<string, { layer: number; profile: number }[]>();
  for (const [level, agg, layer, profile] of policytc) {
    const known = profiles.get(key(level, agg));
    if (known) known.push({ layer, profile });
    else profiles.set(key(level, agg), [{ layer, profile }]);
  }
  const nodeAt = (level: number, agg: number): Node => {
    const known = nodes.get(key(level, agg));
    if (known) return known;
    const own = (profiles.get(key(level, agg)) ?? []).sort((a, b) => a.layer - b.layer);
    const node: Node = {
      level,
      agg,
      items: new Set(level === start ? [agg] : []),
      profiles: own,
      layers: own.length,
      mergesLayers: false,
      layerIds: own.map(({ layer }) => layer),
    };
    nodes.set(key(level, agg), node);
    return node;
  };

  const byItem = new Map(items.map(({ item }) => [item, nodeAt(start, item)]));
  const edges = programme
    .filter(([, level]) => level > start)
    .map(([from, level, to]) => ({
      child: from > 0 ? nodeAt(level - 1, from) : nodeAt(start, -from),
      parent: nodeAt(level, to),
    }));
  edges.sort((a, b) => a.parent.level - b.parent.level);
  const parents = new Map<Node, Node[]>();
  for (const { child, parent } of edges) {
    for (const item of child.items) (parent.items as Set<number>).add(item);
    parents.set(child, [...(parents.get(child) ?? []), parent]);
  }
  handDownLayers(edges, parents);
  const levels = Array.from({ length: top - start + 1 }, (_, i) =>
    [...nodes.values()].filter((node) => node.level === start + i).sort((a, b) => a.agg - b.agg),
  );
  return { levels, byItem };
}

/** From the top down: children take over the layers of their parents; parents with fewer merge those of their children. */
function handDownLayers(
  edges: readonly { readonly child: Node; readonly parent: Node }[],
  parents: ReadonlyMap<Node, readonly Node[]>,
): void {
  for (let level = edges.at(-1)?.parent.level ?? 0; level > 0; level--) {
    for (const { child, parent } of edges) {
      if (parent.level !== level) continue;
      if (child.layers <= parent.layers) {
        child.layers = parent.layers;
        child.layerIds = parent.layerIds;
        continue;
      }
      for (const node of above(parent, parents)) {
        if (node.layers >= child.layers) continue;
        node.mergesLayers = true;
        parent.layers = child.layers;
      }
    }
  }
}

/** A node and all nodes above it. */
function above(node: Node, parents: ReadonlyMap<Node, readonly Node[]>): Set<Node> {
  const found = new Set([node]);
  for (const one of found) for (const parent of parents.get(one) ?? []) found.add(parent);
  return found;
}
