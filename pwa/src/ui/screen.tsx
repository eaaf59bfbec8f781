import { districtModel } from '../models/district.model.ts';
import { PublicPage, type PublicPageProps } from './page.tsx';

/** A public page that knows its district and how to leave fast. */
export function Screen(props: Omit<PublicPageProps, 'district' | 'onExit' | 'isDemo'>) {
  const district = districtModel.district.value;
  return (
    <PublicPage
      {...props}
      district={district?.name}
      isDemo={district?.isDemo}
      onExit={() => districtModel.quickExit()}
    />
  );
}
