CREATE INDEX IF NOT EXISTS FOR (n:Person) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Company) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Tool) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Topic) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Talk) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Event) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Note) ON (n.id);
UNWIND [
{id: 'person/mara-lindqvist', properties: {kind: 'person', name: 'Mara Lindqvist', aliases: null, roles: ['speaker'], untitled: null, url: null, path: null, confidence: 0.95, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.95,"count":1,"written":["Mara"]}]'}}
] AS row
MERGE (n:Person {id: row.id})
SET n += row.properties;
UNWIND [
{id: 'company/tidewater-labs', properties: {kind: 'company', name: 'Tidewater Labs', aliases: null, roles: null, untitled: null, url: 'see the notes', path: null, confidence: 0.95, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.95,"count":1}]'}}
] AS row
MERGE (n:Company {id: row.id})
SET n += row.properties;
UNWIND [
{id: 'tool/beacon', properties: {kind: 'tool', name: 'Beacon', aliases: null, roles: null, untitled: null, url: 'https://beacon.example/a b?c="d"#e', path: null, confidence: 0.95, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.95,"count":1}]'}}
] AS row
MERGE (n:Tool {id: row.id})
SET n += row.properties;
UNWIND [
{id: 'topic/feature-flags', properties: {kind: 'topic', name: 'feature flags', aliases: ['feature toggles', 'flags; switches'], roles: null, untitled: null, url: null, path: null, confidence: 0.95, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.95,"count":1}]'}}
] AS row
MERGE (n:Topic {id: row.id})
SET n += row.properties;
UNWIND [
{id: 'talk/flags-without-fear', properties: {kind: 'talk', name: 'Flags Without Fear', aliases: null, roles: null, untitled: null, url: null, path: null, confidence: 0.95, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.95,"count":1}]'}}
] AS row
MERGE (n:Talk {id: row.id})
SET n += row.properties;
UNWIND [
{id: 'event/harbor-conf', properties: {kind: 'event', name: 'Harbor Conf', aliases: null, roles: null, untitled: null, url: null, path: null, confidence: 0.95, first_seen: '2022-06', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.95,"count":1}]'}}
] AS row
MERGE (n:Event {id: row.id})
SET n += row.properties;
UNWIND [
{id: 'note/evenings/one', properties: {kind: 'note', name: 'An evening on flags', aliases: null, roles: null, untitled: null, url: null, path: 'evenings/one.md', confidence: 0.95, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: null}}
] AS row
MERGE (n:Note {id: row.id})
SET n += row.properties;
UNWIND [
{source: 'person/mara-lindqvist', target: 'company/tidewater-labs', properties: {confidence: 0.96, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","date":"2022-06-14","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.96}]'}}
] AS row
MATCH (a:Person {id: row.source}), (b:Company {id: row.target})
MERGE (a)-[r:WORKS_AT]->(b)
SET r += row.properties;
UNWIND [
{source: 'person/mara-lindqvist', target: 'talk/flags-without-fear', properties: {confidence: 0.9, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","date":"2022-06-14","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.9}]'}}
] AS row
MATCH (a:Person {id: row.source}), (b:Talk {id: row.target})
MERGE (a)-[r:GAVE]->(b)
SET r += row.properties;
UNWIND [
{source: 'person/mara-lindqvist', target: 'event/harbor-conf', properties: {confidence: 0.9, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","date":"2022-06-14","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.9}]'}}
] AS row
MATCH (a:Person {id: row.source}), (b:Event {id: row.target})
MERGE (a)-[r:SPOKE_AT]->(b)
SET r += row.properties;
UNWIND [
{source: 'person/mara-lindqvist', target: 'topic/feature-flags', properties: {confidence: 0.6, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","date":"2022-06-14","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.6}]'}}
] AS row
MATCH (a:Person {id: row.source}), (b:Topic {id: row.target})
MERGE (a)-[r:TALKED_ABOUT]->(b)
SET r += row.properties;
UNWIND [
{source: 'person/mara-lindqvist', target: 'note/evenings/one', properties: {confidence: 1.0, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","date":"2022-06-14","start":300,"end":314,"line":3,"rule":"by-hand","quote":"Mara Lindqvist","confidence":1.0}]'}}
] AS row
MATCH (a:Person {id: row.source}), (b:Note {id: row.target})
MERGE (a)-[r:WROTE]->(b)
SET r += row.properties;
UNWIND [
{source: 'company/tidewater-labs', target: 'tool/beacon', properties: {confidence: 0.7, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","date":"2022-06-14","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.7}]'}}
] AS row
MATCH (a:Company {id: row.source}), (b:Tool {id: row.target})
MERGE (a)-[r:MAKES]->(b)
SET r += row.properties;
UNWIND [
{source: 'talk/flags-without-fear', target: 'topic/feature-flags', properties: {confidence: 0.6, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","date":"2022-06-14","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.6}]'}}
] AS row
MATCH (a:Talk {id: row.source}), (b:Topic {id: row.target})
MERGE (a)-[r:ABOUT]->(b)
SET r += row.properties;
UNWIND [
{source: 'talk/flags-without-fear', target: 'event/harbor-conf', properties: {confidence: 0.9, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","date":"2022-06-14","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.9}]'}}
] AS row
MATCH (a:Talk {id: row.source}), (b:Event {id: row.target})
MERGE (a)-[r:PART_OF]->(b)
SET r += row.properties;
UNWIND [
{source: 'note/evenings/one', target: 'event/harbor-conf', properties: {confidence: 0.97, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","date":"2022-06-14","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.97}]'}}
] AS row
MATCH (a:Note {id: row.source}), (b:Event {id: row.target})
MERGE (a)-[r:COVERS]->(b)
SET r += row.properties;
UNWIND [
{source: 'note/evenings/one', target: 'person/mara-lindqvist', properties: {confidence: 0.95, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","date":"2022-06-14","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.95}]'}}
] AS row
MATCH (a:Note {id: row.source}), (b:Person {id: row.target})
MERGE (a)-[r:MENTIONS]->(b)
SET r += row.properties;
UNWIND [
{source: 'note/evenings/one', target: 'company/tidewater-labs', properties: {confidence: 0.95, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","date":"2022-06-14","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.95}]'}}
] AS row
MATCH (a:Note {id: row.source}), (b:Company {id: row.target})
MERGE (a)-[r:MENTIONS]->(b)
SET r += row.properties;
UNWIND [
{source: 'note/evenings/one', target: 'tool/beacon', properties: {confidence: 0.95, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","date":"2022-06-14","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.95}]'}}
] AS row
MATCH (a:Note {id: row.source}), (b:Tool {id: row.target})
MERGE (a)-[r:MENTIONS]->(b)
SET r += row.properties;
UNWIND [
{source: 'note/evenings/one', target: 'topic/feature-flags', properties: {confidence: 0.95, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","date":"2022-06-14","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.95}]'}}
] AS row
MATCH (a:Note {id: row.source}), (b:Topic {id: row.target})
MERGE (a)-[r:MENTIONS]->(b)
SET r += row.properties;
UNWIND [
{source: 'note/evenings/one', target: 'talk/flags-without-fear', properties: {confidence: 0.95, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","date":"2022-06-14","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.95}]'}}
] AS row
MATCH (a:Note {id: row.source}), (b:Talk {id: row.target})
MERGE (a)-[r:MENTIONS]->(b)
SET r += row.properties;
UNWIND [
{source: 'note/evenings/one', target: 'event/harbor-conf', properties: {confidence: 0.95, first_seen: '2022-06-14', last_seen: '2022-06-14', evidence: '[{"note":"evenings/one.md","date":"2022-06-14","start":700,"end":791,"line":7,"rule":"by-hand","quote":"Mara Lindqvist of Tidewater Labs gave “Flags Without Fear” at Harbor Conf, with Beacon.","confidence":0.95}]'}}
] AS row
MATCH (a:Note {id: row.source}), (b:Event {id: row.target})
MERGE (a)-[r:MENTIONS]->(b)
SET r += row.properties;
