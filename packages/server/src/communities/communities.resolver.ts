import type { GeoJSON, MultiPolygon } from 'geojson'
import { GraphQLGeoJSON } from 'graphql-scalars'
import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { type GraphQLContext, requireViewer } from '../identity/context.ts'
import { ViewerType } from '../identity/identity.type.ts'
import { readAreas, readDrawing, readTown } from './communities.reads.ts'
import { NeighbourhoodType } from './neighbourhood.type.ts'
import { TownType } from './town.type.ts'

/** The viewer's town; anyone may know a town, so no policy stands here beyond being signed in. */
async function townOf(context: GraphQLContext): Promise<TownType> {
  const { townId } = requireViewer(context)
  const row = await readTown(context.app.orm.em.fork(), townId)
  if (!row) throw new Error(`town ${townId} is gone although it has members`)
  return Object.assign(new TownType(), {
    id: row.id,
    inseeCode: row.insee_code,
    name: row.name,
    policePhone: row.police_phone,
    townHallPhone: row.town_hall_phone,
    contactEmail: row.contact_email,
  })
}

@Resolver(() => TownType)
export class TownResolver {
  @Query(() => TownType, { description: 'The viewer’s town.' })
  town(@Ctx() context: GraphQLContext): Promise<TownType> {
    return townOf(context)
  }

  @FieldResolver(() => [NeighbourhoodType], { description: 'Its neighbourhoods, by name.' })
  async neighbourhoods(@Root() town: TownType, @Ctx() { app }: GraphQLContext): Promise<NeighbourhoodType[]> {
    const areas = await readAreas(app.orm.em.fork(), town.id)
    return areas.map(({ id, name }) => ({ townId: town.id, id, name }))
  }

  @FieldResolver(() => GraphQLGeoJSON, { nullable: true, description: 'Its boundary: a MultiPolygon.' })
  boundary(@Root() town: TownType, @Ctx() { app }: GraphQLContext): Promise<GeoJSON | null> {
    return readDrawing(app.orm.em.fork(), town.id, 'boundary')
  }

  @FieldResolver(() => GraphQLGeoJSON, {
    nullable: true,
    description: 'Streets, water and green, as a FeatureCollection, for a map without any other source.',
  })
  backdrop(@Root() town: TownType, @Ctx() { app }: GraphQLContext): Promise<GeoJSON | null> {
    return readDrawing(app.orm.em.fork(), town.id, 'backdrop')
  }
}

@Resolver(() => NeighbourhoodType)
export class NeighbourhoodResolver {
  @FieldResolver(() => GraphQLGeoJSON, { description: 'Its area: a MultiPolygon.' })
  async polygon(
    @Root() { townId, id }: NeighbourhoodType,
    @Ctx() { app }: GraphQLContext,
  ): Promise<MultiPolygon> {
    const area = (await readAreas(app.orm.em.fork(), townId)).find((it) => it.id === id)
    if (!area) throw new Error(`neighbourhood ${id} is not one of its town`)
    return area.polygon
  }
}

/** Where the viewer lives: fields that this domain adds to identity's type. */
@Resolver(() => ViewerType)
export class ViewerPlaceResolver {
  @FieldResolver(() => NeighbourhoodType, {
    nullable: true,
    description: 'Where the viewer lives; null for those who live elsewhere.',
  })
  async neighbourhood(@Ctx() context: GraphQLContext): Promise<NeighbourhoodType | null> {
    const { townId, neighbourhoodId } = requireViewer(context)
    if (!neighbourhoodId) return null
    const areas = await readAreas(context.app.orm.em.fork(), townId)
    const area = areas.find((it) => it.id === neighbourhoodId)
    return area ? { townId, id: area.id, name: area.name } : null
  }

  @FieldResolver(() => TownType, { description: 'The viewer’s town.' })
  town(@Ctx() context: GraphQLContext): Promise<TownType> {
    return townOf(context)
  }
}
